import { join } from 'node:path'
import type { NoticePack } from '../notice/index.js'
import type { UnitName } from './model.js'
import { safeName } from './safe-name.js'

const FOLDER = '退回'
const SUFFIX = '（退回待改）'
const NOBODY = '单位不明'
const MESSAGE = '通知.txt'

/** The folder in which a unit's returned files lie. */
export function returnFolder(out: string, unit: UnitName | null, { units }: NoticePack): string {
  const short = units.find(({ code }) => code === unit?.code)?.short ?? unit?.name ?? NOBODY
  return join(out, FOLDER, safeName(short))
}

/** Where the text for a unit's chat group lies. */
export function messagePath(out: string, unit: UnitName, pack: NoticePack): string {
  return join(returnFolder(out, unit, pack), MESSAGE)
}

/** The name of a return file; a return file that is returned again keeps its name. */
export function returnName(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '')
  const stem = base.endsWith(SUFFIX) ? base.slice(0, -SUFFIX.length) : base
  return `${safeName(stem)}${SUFFIX}.xlsx`
}
