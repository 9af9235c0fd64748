import { AppError, type Finding, found } from '../../errors/index.js'
import { SignCounts } from '../profile/sign-counts.js'
import {
  type Cell,
  eachRow,
  isHeadless,
  openSource,
  type Source,
  type SourceOptions,
  type SourceTable,
} from '../sources/index.js'
import type { PointedAt } from '../survey.js'
import { causeOf, placeOf } from './causes.js'
import { roomFindings } from './room.js'
import { type TargetTrial, targetFindings } from './target.js'

/** A table as it was found before anything is migrated. */
export interface ExaminedTable {
  readonly name: string
  readonly columns: number
  readonly rows: number
  readonly key: readonly string[]
}

/** A source as it was found. */
export interface ExaminedSource {
  readonly place: string
  readonly driver: SourceOptions['driver']
  readonly isOpen: boolean
  readonly tables: readonly ExaminedTable[]
}

/** What was found, and whether something stands in the way. */
export interface Examination {
  readonly sources: readonly ExaminedSource[]
  readonly findings: readonly Finding[]
  /** False: something cannot be connected to, read or written. */
  readonly isReady: boolean
}

/** What an examination is asked for. */
export interface ExaminationRequest extends TargetTrial {
  readonly pointed: PointedAt
  readonly signal: AbortSignal
  readonly onTable: (table: string) => void
}

/** Rows of a table that are looked at. */
const LOOKED = 2000

/**
 * Tries, before the day, what a migration would need: every source is opened, every table counted and its first rows read; of a
 * mapping also where the target goes. Writes nothing. What does not work is a finding with what to do, never an error.
 */
export async function examineSources(request: ExaminationRequest): Promise<Examination> {
  const sources: ExaminedSource[] = []
  const findings: Finding[] = []
  const sizes: Size[] = []
  for (const options of request.pointed.sources) {
    const one = await examineSource(options, request)
    sources.push(one.source)
    findings.push(...one.findings)
    sizes.push(...one.sizes)
  }
  const { mapping } = request.pointed
  const bytes = sizes.reduce((sum, { rows, width }) => sum + rows * width, 0)
  if (mapping !== null) {
    findings.push(...(await roomFindings(mapping, bytes)))
    findings.push(...(await targetFindings(mapping, request)))
  }
  return { sources, findings, isReady: findings.every(({ level }) => level !== 'error') }
}

/** Rows of a table and how many bytes one takes, about. */
interface Size {
  readonly rows: number
  readonly width: number
}

async function examineSource(options: SourceOptions, request: ExaminationRequest) {
  const { driver } = options
  const place = placeOf(options)
  const { folder, secret } = request.pointed
  const findings: Finding[] = []
  const tables: (ExaminedTable & Size)[] = []
  const isOpen = await trying(findings, { place, driver, table: null }, async () => {
    const source = await openSource(options, { folder, secret })
    try {
      for (const table of await source.describe()) {
        if (request.signal.aborted) throw new AppError('HK-INT-002', {})
        request.onTable(table.name)
        await trying(findings, { place, driver, table: table.name }, async () => {
          const { found: flaws, ...one } = await examineTable(source, table, request.signal)
          tables.push(one)
          findings.push(...flaws)
        })
      }
    } finally {
      await source.close()
    }
  })
  const keyless = tables.filter(({ key }) => key.length === 0).map(({ name }) => name)
  if (keyless.length > 0 && 'host' in options)
    findings.push(found('HK-MIG-522', { place, tables: keyless }))
  const shown = tables.map(({ width: _, ...table }) => table)
  return { source: { place, driver, isOpen, tables: shown }, findings, sizes: tables }
}

/** Runs what may fail for a reason that a person can do something about. */
async function trying(
  findings: Finding[],
  {
    place,
    driver,
    table,
  }: { place: string; driver: SourceOptions['driver']; table: string | null },
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    if (!(error instanceof AppError) || error.code.startsWith('HK-INT')) throw error
    const { cause, reason } = causeOf(error)
    findings.push(
      table === null
        ? found('HK-MIG-520', { place, driver, cause, reason })
        : found('HK-MIG-521', { place, driver, table, cause, reason }),
    )
    return false
  }
}

async function examineTable(source: Source, table: SourceTable, signal: AbortSignal) {
  const rows = await source.count(table.name)
  const looked = await firstRows(source, table, signal)
  const { name, columns, key, unread = [] } = table
  const missing = unread.map((column) => column.name)
  return {
    ...{ name, columns: columns.length, rows, key, width: looked.width },
    found: [
      ...looked.findings,
      ...(missing.length === 0 ? [] : [found('HK-MIG-503', { table: name, columns: missing })]),
      ...(isHeadless(columns)
        ? [found('HK-MIG-506', { table: name, columns: columns.length })]
        : []),
    ],
  }
}

/** Signs of lost characters in the first rows, and how many bytes a row takes. */
async function firstRows(source: Source, table: SourceTable, signal: AbortSignal) {
  const watches = table.columns.map(() => new SignCounts())
  let bytes = 0
  let rows = 0
  await eachRow(source, table, { signal, limit: LOOKED }, (row, place) => {
    rows += 1
    bytes += row.reduce<number>((sum, cell) => sum + sizeOf(cell), 0)
    for (const [at, watch] of watches.entries()) {
      const cell = row[at]
      if (typeof cell === 'string') watch.add(cell, place)
    }
  })
  return { findings: signFindings(table, watches), width: bytes / Math.max(1, rows) }
}

function signFindings(table: SourceTable, watches: readonly SignCounts[]): readonly Finding[] {
  return watches.flatMap((watch, at) => {
    const column = table.columns[at]?.name ?? ''
    return watch.list().map((one) => found('HK-MIG-501', { table: table.name, column, ...one }))
  })
}

/** Bytes that a cell takes in a database, about. */
function sizeOf(cell: Cell): number {
  return cell instanceof Uint8Array ? cell.length : String(cell ?? '').length * 2
}
