import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compareInstants } from '../../calendar/index.js'
import { AppError, type Finding, found } from '../../errors/index.js'
import type { NoticePack } from '../../notice/index.js'
import { findUnit } from '../../notice/index.js'
import {
  type Form,
  fieldNamed,
  guessHeaderRow,
  loadForm,
  readBytes,
  readForm,
  recogniseForm,
  type Sheet,
  withNamedColumns,
} from '../../sheets/index.js'
import { engine } from '../journal/entries.js'
import type { RunFolder } from '../journal/run-folder.js'
import type { Sighting } from '../journal/seen-line.js'
import { type ListSource, rowFacts, shownBy } from './export-facts.js'
import { type ExportRule, loadExportRules } from './export-rules.js'
import type { LookCounts } from './observation.js'
import { endOf } from './observation.js'
import { watching } from './observe.js'

/** One list that was read: which units it speaks for (`null`: all), which facts it can show. */
export interface ExportedList {
  readonly file: string
  readonly sheet: string
  readonly sha256: string
  readonly form: string
  readonly rows: number
  readonly units: readonly string[] | null
  readonly events: readonly string[]
}

/** What the lists of a folder brought. */
export interface ExportsRead extends LookCounts {
  readonly lists: readonly ExportedList[]
  readonly findings: readonly Finding[]
}

/** When somebody looks at lists, and whether for the last time. */
export interface ExportsLook {
  readonly now: () => number
  readonly isFinal: boolean
}

interface ReadList {
  readonly list: ExportedList
  readonly sightings: readonly Sighting[]
  readonly findings: readonly Finding[]
}

/** A folder of exported lists, and what is known of their columns. */
export interface Exports {
  readonly dir: string
  readonly files: readonly string[]
  readonly rules: readonly ExportRule[]
  readonly forms: readonly Form[]
}

/**
 * Looks a folder of lists over before anything is written for it; `map` is what somebody says of columns (header -> field).
 * HK-DRILL-012 for a folder that cannot be read, HK-SHEET-034 for a field that none of the lists has.
 */
export async function openExports(
  dir: string,
  map: Readonly<Record<string, string>> = {},
): Promise<Exports> {
  const rules = await loadExportRules()
  const shipped = await Promise.all(rules.map(({ form }) => loadForm(form)))
  const fields = shipped.flatMap((form) => form.fields)
  const isKnown = (text: string) =>
    shipped.some((form) => form.fields.some(({ key }) => key === fieldNamed(form, text)))
  const stranger = Object.values(map).find((text) => !isKnown(text))
  if (stranger !== undefined) {
    const known = [...new Set(fields.map(({ header }) => header))]
    throw new AppError('HK-SHEET-034', { field: stranger, known })
  }
  const forms = shipped.map((form) => withNamedColumns(form, map))
  return { dir, files: filesOf(dir), rules, forms }
}

/**
 * Scores a drill from lists that an administrator exported from the hall into a folder: what is new in them is
 * journaled, what is known already is not told twice, what a later list tells otherwise is a contradiction. What such lists cannot
 * show stays unchecked. Files that are no such list are findings; HK-DRILL-012 for one that cannot be read.
 */
export async function observeExports(
  folder: RunFolder,
  { dir, files, rules, forms }: Exports,
  pack: NoticePack,
  { now, isFinal }: ExportsLook,
): Promise<ExportsRead> {
  const read: ReadList[] = []
  const findings: Finding[] = []
  for (const file of files) {
    const bytes = bytesOf(join(dir, file))
    const { lists, headers } = await readLists(bytes, { file, rules, forms, folder, pack })
    read.push(...lists)
    if (lists.length === 0) findings.push(found('HK-DRILL-131', { headers }, { file }))
  }
  findings.push(...read.flatMap((one) => one.findings))
  const counts = await journalLists(folder, read, { now, isFinal })
  return { ...counts, lists: read.map(({ list }) => list), findings }
}

async function journalLists(
  folder: RunFolder,
  read: readonly ReadList[],
  { now, isFinal }: ExportsLook,
): Promise<LookCounts> {
  const sightings = read.flatMap((one) => one.sightings).sort(byMoment)
  return watching(folder, now, async (observation) => {
    const last = sightings.findLast(({ precision }) => precision !== 'none')?.event.occurredAt
    const first = folder.plan.batches[0]?.windows[0]?.from ?? ''
    const at =
      [last, observation.lastAt, first]
        .flatMap((one) => one || [])
        .sort(compareInstants)
        .at(-1) ?? ''
    if (observation.isFinished) return { seen: 0, outside: 0, before: 0 }
    observation.begin('exports', at)
    observation.write(
      read
        .filter(({ list }) => !observation.hasRead(list))
        .map(({ list }) => ({ at, type: 'list.read', by: engine, data: { ...list } })),
    )
    const moments = sightings.map((one) => ({
      ...one,
      event: { ...one.event, ...momentOf(one, at) },
    }))
    const counts = observation.takeListed(moments, at)
    observation.end(at, isFinal || compareInstants(at, endOf(folder.plan)) >= 0, {})
    return counts
  })
}

/** An event whose list tells no time is known since now. */
function momentOf({ precision, event }: Sighting, at: string) {
  const occurredAt = precision === 'none' ? at : event.occurredAt
  return { occurredAt, recordedAt: occurredAt }
}

function byMoment(a: Sighting, b: Sighting): number {
  const [x, y] = [a, b].map(({ precision }) => (precision === 'none' ? 1 : 0))
  if (x !== y || x === 1) return (x ?? 0) - (y ?? 0)
  return compareInstants(a.event.occurredAt, b.event.occurredAt)
}

interface Reading {
  readonly file: string
  readonly rules: readonly ExportRule[]
  readonly forms: readonly Form[]
  readonly folder: RunFolder
  readonly pack: NoticePack
}

/** The lists in a file; `headers`: what the file heads its columns with, for whoever has to say what they mean. */
async function readLists(
  bytes: Buffer,
  reading: Reading,
): Promise<{ lists: ReadList[]; headers: readonly string[] }> {
  const { file, rules, forms } = reading
  const book = await readBytes(bytes, file).catch((error: unknown) => {
    if (error instanceof AppError && error.code.startsWith('HK-SHEET-')) return null
    throw error
  })
  if (!book) return { lists: [], headers: [] }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const lists = book.sheets.flatMap((sheet) => {
    const form = recogniseForm(sheet, forms)?.form
    const rule = rules.find((one) => one.form === form?.id)
    if (!form || !rule) return []
    const known = readForm(book, sheet, form)
    return [readList({ ...reading, sheet, sha256, rule, known })]
  })
  const headers = book.sheets.flatMap((sheet) => guessHeaderRow(sheet)?.cells.filter(Boolean) ?? [])
  return { lists, headers }
}

function readList({
  file,
  sheet,
  sha256,
  rule,
  known,
  folder: { plan },
  pack,
}: Reading & {
  readonly sheet: Sheet
  readonly sha256: string
  readonly rule: ExportRule
  readonly known: ReturnType<typeof readForm>
}): ReadList {
  const said = [known.unit ?? '', file].map((text) => findUnit(pack, text))
  const unit = said.flatMap((match) => (match.match === 'none' ? [] : match.unit.code))[0] ?? null
  const source: ListSource = { source: file, says: `${sheet.name} ${file}`, unit, plan, pack }
  const rows = known.records.map((record) => rowFacts(record, rule.sorts, source))
  const fields = new Set(known.header.flatMap(({ field }) => field ?? []))
  const named = [...new Set(rows.flatMap((row) => row.unit ?? []))]
  const units = named.length > 1 ? null : unit === null ? named : [unit]
  const flaws = rows.flatMap((row) => row.flaws)
  return {
    list: {
      ...{ file, sheet: sheet.name, sha256, form: rule.form, rows: known.records.length, units },
      events: shownBy(fields, rule.sorts, source),
    },
    sightings: rows.flatMap((row) => row.sightings),
    findings: flaws.map(({ row, what, field, text }) => {
      return found('HK-DRILL-132', { what, field, text }, { file, sheet: sheet.name, row })
    }),
  }
}

function filesOf(dir: string): readonly string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/^[.~]/u.test(entry.name))
      .map(({ name }) => basename(name))
      .sort()
  } catch (error) {
    throw new AppError('HK-DRILL-012', { file: dir, cause: messageOf(error) })
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new AppError('HK-DRILL-012', { file, cause: messageOf(error) })
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}
