import { basename } from 'node:path'
import { AppError, type Finding, found } from '../../errors/index.js'
import { loadKnowledge } from '../run/knowledge.js'
import { openEntitySource, tableOf } from '../run/produce.js'
import type { Cell, SourceRow } from '../sources/index.js'
import { functionsOf } from './code.js'
import { compileEntity, entityOf, type Mapped } from './compile.js'
import type { Mapping } from './load.js'
import { type MappingTest, readsColumns } from './schema.js'
import { type Lookup, noRows } from './steps/index.js'
import { unreadColumns } from './unread.js'

/** What is wrong with a mapping, or worth a look. */
export interface MappingLint {
  readonly entities: number
  readonly fields: number
  readonly findings: readonly Finding[]
}

/**
 * Holds a mapping against its sources: columns that it reads and they lack (HK-MIG-410), columns that nothing reads
 * (HK-MIG-401), entities that take none (HK-MIG-412), codes that no field uses (HK-MIG-411), and what nobody has decided yet
 * (HK-MIG-413). Reads no row.
 */
export async function lintMapping(mapping: Mapping): Promise<MappingLint> {
  const findings: Finding[] = []
  for (const name of Object.keys(mapping.entities))
    findings.push(...(await lintEntity(mapping, name)))
  const steps = JSON.stringify(Object.values(mapping.entities).map(({ fields }) => fields))
  const unused = Object.keys(mapping.codes).filter((table) => !steps.includes(`"code":"${table}"`))
  for (const table of unused) findings.push(found('HK-MIG-411', { table }))
  const { todos: lines, file } = mapping
  if (lines.length > 0) findings.push(found('HK-MIG-413', { lines }, { file: basename(file) }))
  const fields = Object.values(mapping.entities).flatMap((one) => Object.keys(one.fields)).length
  return { entities: Object.keys(mapping.entities).length, fields, findings }
}

async function lintEntity(mapping: Mapping, entity: string): Promise<readonly Finding[]> {
  const text = entityOf(mapping, entity)
  const nothing = readsColumns(text) ? [] : [found('HK-MIG-412', { entity })]
  const source = await openEntitySource(mapping, entity)
  try {
    const { columns } = await tableOf(source, text.from.table)
    const names = columns.map(({ name }) => name)
    const unread = unreadColumns(mapping, entity, names)
    return unread.length === 0
      ? nothing
      : [...nothing, found('HK-MIG-401', { entity, columns: unread })]
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'HK-MIG-010')) throw error
    const { column, nearest } = error.params as { column: string; nearest: readonly string[] }
    return [found('HK-MIG-410', { entity, column, nearest })]
  } finally {
    await source.close()
  }
}

/** What a test of a mapping came to. */
export interface TestOutcome {
  readonly n: number
  readonly entity: string
  readonly passed: boolean
  readonly expected: object
  readonly got: object
}

/**
 * Runs the tests that stand in a mapping, without source or target: a test's `in` is the row; a column that it does not name
 * is empty, a lookup finds every key.
 */
export async function testMapping(
  mapping: Mapping,
  today: string,
): Promise<readonly TestOutcome[]> {
  const { code, watched } = await functionsOf(mapping)
  const known = { ...(await loadKnowledge()), code }
  return mapping.tests.map((test, index) => {
    const columns = columnsOf(mapping, test)
    const lookup: Lookup = (entity, by) => (text) =>
      by === 'unique' ? text : `${mapping.system}/${entity}/${text}`
    const outside = { columns, lookup, today, ...known }
    const work = compileEntity(mapping, test.entity, outside)
    const row: SourceRow = columns.map((name) => test.in[name] ?? null)
    const mapped = watched(
      () => work.map(row, undefined),
      () => `tests[${index}]`,
    )
    const got = gotFrom(mapped, work.fields)
    const expected = expectedOf(test)
    const passed = isAlike(expected, got)
    return { n: index + 1, entity: test.entity, passed, expected, got }
  })
}

/** Every column that the entity reads, found by asking for all. */
function columnsOf(mapping: Mapping, { entity, in: given }: MappingTest): readonly string[] {
  const columns = Object.keys(given)
  for (;;) {
    try {
      compileEntity(mapping, entity, { ...noRows, columns })
      return columns
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'HK-MIG-010')) throw error
      columns.push((error.params as { column: string }).column)
    }
  }
}

function gotFrom(mapped: Mapped, fields: readonly string[]): Readonly<Record<string, Cell>> {
  if (mapped.kind === 'row') {
    return Object.fromEntries(fields.map((name, at) => [name, mapped.values[at] ?? null]))
  }
  if (mapped.kind !== 'quarantined') return { aside: mapped.rule }
  return { quarantine: [...new Set(mapped.flaws.map(({ field }) => field))].sort().join(' ') }
}

function expectedOf({ out, quarantine, aside }: MappingTest): Readonly<Record<string, Cell>> {
  if (out !== undefined) return out
  return quarantine === undefined
    ? { aside: aside ?? null }
    : { quarantine: [quarantine].flat().toSorted().join(' ') }
}

function isAlike(expected: Readonly<Record<string, Cell>>, got: Readonly<Record<string, Cell>>) {
  return Object.entries(expected).every(([name, value]) => name in got && got[name] === value)
}
