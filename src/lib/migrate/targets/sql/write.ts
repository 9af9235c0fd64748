import { type Flaw, flaw } from '../../flaw.js'
import { rowHash } from '../../mapping/hash.js'
import type { Change, Shape, TargetTable } from '../model.js'

/** Hash of a row that a run meant to write when it was broken off; undefined for all others. */
export type Unsettled = (table: string, dst: string) => number | undefined

/** What a table of a server does, so that a batch can be written to it. */
export interface BatchWriter {
  readonly shape: Shape
  readonly unsettled: Unsettled
  readonly get: TargetTable['get']
  /** All of the work or, when it is refused, nothing of it; works may stand in each other. */
  readonly whole: (work: () => Promise<string | null>) => Promise<string | null>
  /** Writes rows at once; the server's words when it refuses one of them, and then none is written. */
  readonly write: (rows: Rows) => Promise<string | null>
}

/** Rows to be written at once. */
export interface Rows {
  readonly created: readonly Change[]
  readonly updated: readonly Change[]
  /** Whether the server refused them before, with others. */
  readonly isAgain: boolean
}

/** A change and how it is carried out by now: what a broken run had written is no longer to be created. */
interface Step {
  readonly op: Change['op']
  readonly change: Change
}

/**
 * All changes in one transaction and at once. Only when the server refuses them, each row is looked for: what a broken run
 * had written already is done, and halves are tried until the rows that it refuses are alone.
 */
export async function writeChanges(
  writer: BatchWriter,
  changes: readonly Change[],
): Promise<readonly (Flaw | null)[]> {
  const flaws = new Map<Change, Flaw>()
  const rows = rowsOf(changes.map((change) => ({ op: change.op, change })))
  if ((await writer.whole(() => writer.write(rows))) !== null) {
    await writer.whole(async () => {
      await halves(writer, await notYetDone(writer, changes, flaws), flaws)
      return null
    })
  }
  return changes.map((change) => flaws.get(change) ?? null)
}

function rowsOf(steps: readonly Step[], isAgain = false): Rows {
  const those = (wanted: Change['op']) =>
    steps.filter(({ op }) => op === wanted).map(({ change }) => change)
  return { created: those('create'), updated: those('update'), isAgain }
}

/** Of rows to be created that are there: done when they are the same, changed when they are a broken run's, else refused. */
async function notYetDone(
  { get, unsettled, shape }: BatchWriter,
  changes: readonly Change[],
  flaws: Map<Change, Flaw>,
): Promise<readonly Step[]> {
  const created = changes.filter(({ op }) => op === 'create')
  const there = await get(created.map(({ dst }) => dst))
  return changes.flatMap((change): readonly Step[] => {
    const found = change.op === 'create' ? there.get(change.dst) : undefined
    if (found === undefined) return [{ op: change.op, change }]
    const hash = rowHash(found)
    if (hash === change.hash) return []
    if (hash === unsettled(shape.table, change.dst)) return [{ op: 'update', change }]
    flaws.set(change, flaw('HK-MIG-322', { detail: `${shape.unique} ${change.dst}` }))
    return []
  })
}

async function halves(
  writer: BatchWriter,
  steps: readonly Step[],
  flaws: Map<Change, Flaw>,
): Promise<void> {
  const [first] = steps
  if (first === undefined) return
  const refused = await writer.whole(() => writer.write(rowsOf(steps, true)))
  if (refused === null) return
  if (steps.length === 1) {
    flaws.set(first.change, flaw('HK-MIG-322', { detail: refused }))
    return
  }
  const middle = Math.ceil(steps.length / 2)
  await halves(writer, steps.slice(0, middle), flaws)
  await halves(writer, steps.slice(middle), flaws)
}
