import type { ObjectKind } from '../../hall/index.js'
import type { JournalLine } from './model.js'
import { seenEvent } from './seen-line.js'

/** An object that the drill put into the hall. `owner` is the account under which it was started. */
export interface LedgerObject {
  readonly kind: ObjectKind
  readonly id: string
  readonly number: string
  readonly unit: string
  readonly owner: string
}

/** What a run put into the hall and has not taken out again, newest first; `others`: objects in it that people made. */
export interface Ledger {
  readonly objects: readonly LedgerObject[]
  readonly others: number
}

/**
 * The ledger of a journal. Ours is what a robot's act brought about (`object.created`), and the parts that the hall made of it
 * (the cases of a joint project). What people made in the drill is counted and left alone.
 */
export function ledgerOf(lines: readonly JournalLine[]): Ledger {
  const created = new Set(idsOf(lines, 'object.created'))
  const removed = new Set(idsOf(lines, 'object.removed'))
  const births = birthsOf(lines)
  for (const { objectId, data } of births) {
    if (created.has(String(data['parent']))) created.add(objectId)
  }
  const objects = births
    .filter(({ objectId: id }) => created.has(id) && !removed.has(id))
    .map(({ kind, objectId: id, number, unit, actor: owner }) => ({
      kind,
      id,
      number,
      unit,
      owner,
    }))
  const others = births.filter(({ objectId, round }) => round !== null && !created.has(objectId))
  return { objects: objects.reverse(), others: others.length }
}

/** The first event of every object that was seen, with the round that it belongs to. */
function birthsOf(lines: readonly JournalLine[]) {
  const met = new Set<string>()
  return lines
    .filter(({ type }) => type === 'hall.seen')
    .map((line) => ({ ...seenEvent(line), round: line.data['round'] }))
    .filter(({ objectId }) => !met.has(objectId) && met.add(objectId))
}

function idsOf(lines: readonly JournalLine[], type: JournalLine['type']): string[] {
  return lines.flatMap((line) => (line.type === type ? [String(line.data['id'])] : []))
}
