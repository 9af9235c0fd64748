import { readFile } from 'node:fs/promises'
import { AppError, type Finding, found } from '../../errors/index.js'
import {
  type FormRecord,
  loadForm,
  readBytes,
  readForm,
  recogniseForm,
  writeForm,
} from '../../sheets/index.js'
import { entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import { codeSteps, type OpenCode } from './scan.js'

const FORM = 'migration-codes'

/** The open codes as a sheet for the people who know what they mean. */
export async function codesSheet(
  mapping: Mapping,
  open: readonly OpenCode[],
  at: Date,
): Promise<Uint8Array> {
  const rows = open.map(({ table, entity, field, value, rows: count, places }) => ({
    ...{ table, value, rows: String(count), places: places.join(' ') },
    field: `${entityOf(mapping, entity).title ?? entity} ${field}`,
    allowed: (allowedIn(mapping, table) ?? []).join('、'),
    ...{ target: '', by: '', note: '' },
  }))
  return writeForm(await loadForm(FORM), { unit: null, rows, at })
}

/** What may come out of a code table: what steps behind it demand, else what it gives already; null: nobody says. */
export function allowedIn(mapping: Mapping, table: string): readonly string[] | null {
  const demanded = demandedOf(mapping, table)
  if (demanded !== null) return demanded
  const given = [...new Set(Object.values(mapping.codes[table] ?? {}))]
  return given.length === 0 ? null : given.map(String)
}

/** What steps behind a code table demand; null when none does. */
export function demandedOf(mapping: Mapping, table: string): readonly string[] | null {
  const steps = Object.values(mapping.entities).flatMap((entity) => codeSteps(entity))
  return steps.find((step) => step.table === table && step.allowed !== null)?.allowed ?? null
}

/** A line of the sheet that somebody filled in. */
export interface FilledCode {
  readonly table: string
  readonly value: string
  readonly target: string
  /** Who filled it in; null when the sheet does not say. */
  readonly by: string | null
  readonly place: { readonly sheet: string; readonly row: number }
}

/** What a sheet says: lines with a target, how many are still open, what cannot be taken. */
export interface FilledSheet {
  readonly filled: readonly FilledCode[]
  readonly blank: number
  readonly findings: readonly Finding[]
}

/** Reads a sheet of codes back. HK-MIG-037 for a file that is no such sheet. */
export async function readCodes(file: string): Promise<FilledSheet> {
  const form = await loadForm(FORM)
  const bytes = await readFile(file).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : ''
    throw new AppError('HK-MIG-037', { file, reason })
  })
  const book = await readBytes(bytes, file)
  const sheet = book.sheets.find((one) => recogniseForm(one, [form]) !== null)
  if (sheet === undefined) throw new AppError('HK-MIG-037', { file, reason: form.title })
  const { records } = readForm(book, sheet, form)
  const lines = records.map(lineOf)
  const filled = lines.filter(({ target }) => target !== '')
  const twice = filled.filter((one) =>
    filled.some((other) => sameCode(one, other) && one.target !== other.target),
  )
  return {
    filled: filled.filter((one) => !twice.includes(one)),
    blank: lines.length - filled.length,
    findings: twice.map(({ table, value, target, place }) => ({
      ...found('HK-MIG-510', { table, value, target }),
      ...{ file, ...place },
    })),
  }
}

function lineOf({ values, sheet, row }: FormRecord): FilledCode {
  const text = (key: string) => (values[key] ?? '').trim()
  const by = text('by') === '' ? null : text('by')
  return {
    table: text('table'),
    value: text('value'),
    target: text('target'),
    by,
    place: { sheet, row },
  }
}

function sameCode(a: FilledCode, b: FilledCode): boolean {
  return a.table === b.table && a.value === b.value
}
