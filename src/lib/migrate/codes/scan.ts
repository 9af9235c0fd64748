import { functionsOf, type Program } from '../mapping/code.js'
import { compileEntity, type EntityWork, entityOf } from '../mapping/compile.js'
import type { Mapping } from '../mapping/load.js'
import type { EntityText } from '../mapping/schema.js'
import type { StepText } from '../mapping/steps/index.js'
import { loadKnowledge } from '../run/knowledge.js'
import { openEntitySource, tableOf } from '../run/produce.js'
import { eachRow, type PlaceOf, type SourceRow, type SourceTable } from '../sources/index.js'

/** A value of the old system for which a code table of the mapping has no entry. */
export interface OpenCode {
  readonly table: string
  readonly entity: string
  readonly field: string
  readonly value: string
  readonly rows: number
  /** The first places where it stands. */
  readonly places: readonly string[]
}

/** What a search goes through with. */
export interface CodeScan {
  readonly mapping: Mapping
  readonly today: string
  readonly signal: AbortSignal
  readonly onEntity: (entity: string) => void
}

const PLACES = 3

/**
 * Every value that a code step would refuse, with its rows, the most frequent first: the sources are read once, rows that a rule
 * sets aside do not count. Where a mapping says what a missing code becomes, nothing is open.
 */
export async function openCodes(scan: CodeScan): Promise<readonly OpenCode[]> {
  const open: OpenCode[] = []
  for (const entity of Object.keys(scan.mapping.entities)) {
    if (codeSteps(entityOf(scan.mapping, entity)).length === 0) continue
    scan.onEntity(entity)
    open.push(...(await scanEntity(scan, entity)))
  }
  const order = Object.keys(scan.mapping.codes)
  const rank = ({ table }: OpenCode) => order.indexOf(table)
  return open.sort((a, b) => rank(a) - rank(b) || b.rows - a.rows || (a.value < b.value ? -1 : 1))
}

/** A code step of a field, and the steps before it. */
interface CodeStep {
  readonly field: string
  readonly table: string
  readonly before: readonly StepText[]
  /** What may come out of it, when a step behind it says so. */
  readonly allowed: readonly string[] | null
}

/** Code steps of an entity that refuse what they do not know. */
export function codeSteps({ fields }: Pick<EntityText, 'fields'>): readonly CodeStep[] {
  return Object.entries(fields).flatMap(([field, steps]) => {
    if (!Array.isArray(steps)) return []
    return steps.flatMap((step, at) => {
      const { code: table, on_missing = 'quarantine' } = optionsOf(step)
      if (table === undefined || on_missing !== 'quarantine') return []
      const allowed = steps.slice(at + 1).flatMap((next) => optionsOf(next).one_of ?? [])
      const before = steps.slice(0, at)
      return [{ field, table, before, allowed: allowed.length === 0 ? null : allowed }]
    })
  })
}

function optionsOf(step: StepText): { code?: string; on_missing?: string; one_of?: string[] } {
  return typeof step === 'object' ? step : {}
}

async function scanEntity(scan: CodeScan, entity: string): Promise<readonly OpenCode[]> {
  const { table: name } = entityOf(scan.mapping, entity).from
  const source = await openEntitySource(scan.mapping, entity)
  try {
    const table = await tableOf(source, name)
    const program = await functionsOf(scan.mapping)
    const searches = await searchesOf(scan, entity, table, program)
    await eachRow(source, table, scan, (row, place) => {
      program.watched(() => {
        for (const search of searches) search.see(row, place)
      }, place)
    })
    return searches.flatMap((search) => search.open(entity))
  } finally {
    await source.close()
  }
}

async function searchesOf(
  { mapping, today }: CodeScan,
  entity: string,
  table: SourceTable,
  { code }: Program,
) {
  const columns = table.columns.map(({ name }) => name)
  const known = { ...(await loadKnowledge()), code }
  const outside = { columns, today, ...known, lookup: () => (key: string) => key }
  const text = entityOf(mapping, entity)
  return codeSteps(text).map((step) => {
    const alone = { ...mapping, entities: { [entity]: upTo(text, step) } }
    const known = mapping.codes[step.table] ?? {}
    return new CodeSearch(step, compileEntity(alone, entity, outside), known)
  })
}

/** Looks for values that one code step would refuse. */
class CodeSearch {
  readonly #found = new Map<string, { rows: number; places: string[] }>()
  readonly #step: CodeStep
  readonly #work: EntityWork
  readonly #known: object

  constructor(step: CodeStep, work: EntityWork, known: object) {
    this.#step = step
    this.#work = work
    this.#known = known
  }

  see(row: SourceRow, place: PlaceOf): void {
    const mapped = this.#work.map(row, undefined)
    const value = mapped.kind === 'row' ? (mapped.values[0] ?? null) : null
    if (value === null || Object.hasOwn(this.#known, String(value))) return
    const one = this.#found.get(String(value)) ?? { rows: 0, places: [] }
    this.#found.set(String(value), one)
    one.rows += 1
    if (one.places.length < PLACES) one.places.push(place())
  }

  open(entity: string): readonly OpenCode[] {
    const { table, field } = this.#step
    return [...this.#found].map(([value, one]) => ({ table, entity, field, value, ...one }))
  }
}

/** The entity with one field: what comes to a code step. The row's own key makes it unique, nothing else can refuse it. */
function upTo(text: EntityText, { before }: CodeStep): EntityText {
  return {
    ...text,
    to: { ...text.to, unique: 'key', same: [] },
    fields: { value: [...before], key: { key: true } },
    ...{ assert: [], needs: [], measure: { group: [], sum: [], distinct: [] } },
  }
}
