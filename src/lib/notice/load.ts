import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { templatesDir as shipped } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { rolesFile } from '../hall/index.js'
import { nearest } from '../text/index.js'
import { readYaml } from '../yaml/index.js'
import { noticeFileFor, unitsFileFor } from './consistency.js'
import type { NoticePack } from './model.js'
import type { NoticeFile, UnitsFile } from './schema.js'

/** Where packs are looked for; the shipped templates when not given. */
interface PackSource {
  readonly templatesDir?: string
}

/** A pack in a list. */
export interface PackSummary {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly issuer: string
  readonly issued: string
  readonly units: number
  readonly batches: number
}

/**
 * The notice pack of that id, its parts checked against each other, its unit list and the role catalogue.
 * HK-NOTICE-001 when there is none, HK-YAML-00x with file:line:column when a file of it is wrong.
 */
export async function loadPack(id: string, source: PackSource = {}): Promise<NoticePack> {
  const { templatesDir = shipped() } = source
  const ids = await packIds(templatesDir)
  if (!ids.includes(id)) {
    throw new AppError('HK-NOTICE-001', { id, nearest: nearest(id, ids), known: ids })
  }
  const folder = join(templatesDir, 'notices', id)
  const roles = await readYaml(join(templatesDir, 'roles.yaml'), rolesFile)
  const file = await readYaml(join(folder, 'notice.yaml'), noticeFileFor(Object.keys(roles.list)))
  if (file.id !== id) throw new AppError('HK-NOTICE-002', { folder: id, id: file.id })
  const batches = file.batches.map((batch) => batch.id)
  return toPack(file, await readYaml(join(folder, 'units.yaml'), unitsFileFor(batches)))
}

/** Every pack of the templates folder, by id; a broken one is an error, not left out. */
export async function listPacks(source: PackSource = {}): Promise<readonly PackSummary[]> {
  const { templatesDir = shipped() } = source
  const ids = await packIds(templatesDir)
  const packs = await Promise.all(ids.map((id) => loadPack(id, { templatesDir })))
  return packs.map(({ id, title, number, issuer, issued, units, batches }) => ({
    id,
    title,
    number,
    issuer,
    issued,
    units: units.length,
    batches: batches.length,
  }))
}

async function packIds(templatesDir: string): Promise<readonly string[]> {
  const entries = await readdir(join(templatesDir, 'notices'), { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

function toPack({ notice: _, ...file }: NoticeFile, units: UnitsFile): NoticePack {
  const everyBatch = file.batches.map((batch) => batch.id)
  return {
    ...file,
    units: units.list,
    unitsSource: { clause: units.source, inferred: units.inferred },
    requirements: file.requirements.map((one) => ({ ...one, batches: one.batches ?? everyBatch })),
  }
}
