import { existsSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../../errors/index.js'
import type { Charset } from '../../../hall/index.js'
import { sha256Of } from '../../sources/files.js'
import type { Shape } from '../model.js'
import type { Register } from './register.js'

/** A file of the folder, and the table of the ledger's database in which its rows are kept. */
export interface ExchangeFile {
  /** Its path as the mapping has it: `交换/up_pro_accept.csv` */
  readonly name: string
  readonly path: string
  /** With the columns of every entity that writes to it. */
  readonly shape: Shape
  readonly database: Database
  readonly register: Register
  readonly charset: Charset
}

/** What a file is written in: another encoding or other columns make another file of the same rows. */
export function formOf({ charset, shape }: ExchangeFile): string {
  return JSON.stringify([charset.name, ...shape.fields])
}

/** How a file lies there: as it was left, not at all, or as somebody has changed it. */
export type Standing = 'left' | 'missing' | 'changed'

/** HK-MIG-019 when a file lies in the place that was never written by this mapping. */
export function strangerAt({
  name,
  path,
  note,
}: Pick<ExchangeFile, 'name' | 'path'> & Pick<Register, 'note'>): AppError | null {
  const { sha256, next } = note(name)
  const isStranger = sha256 === null && next === null && existsSync(path)
  return isStranger ? new AppError('HK-MIG-019', { file: path }) : null
}

/** Throws it. */
export function holdPlace({ name, path, register: { note } }: ExchangeFile): void {
  const problem = strangerAt({ name, path, note })
  if (problem !== null) throw problem
}

/** How a file stands. HK-MIG-019 for one of somebody else. */
export async function standingOf(file: ExchangeFile): Promise<Standing> {
  holdPlace(file)
  const { name, path, register } = file
  if (!existsSync(path)) return 'missing'
  const { sha256, next } = register.note(name)
  const found = await sha256Of(path)
  return found === sha256 || found === next ? 'left' : 'changed'
}
