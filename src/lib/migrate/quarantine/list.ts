import { type Finding, found } from '../../errors/index.js'
import type { QuarantinedRow } from '../ledger/index.js'
import type { Mapping } from '../mapping/load.js'
import { readLedger } from '../run/open.js'

/** A row that is kept out, with its entity. */
export interface KeptRow
  extends Pick<QuarantinedRow, 'key' | 'place' | 'flaws' | 'state' | 'by' | 'reason'>,
    /** The row of the source, for the people who mend it; screens and logs do not show it. */
    Pick<QuarantinedRow, 'raw' | 'rawHash' | 'fix'> {
  readonly entity: string
}

/** Rows that are kept out; only of some entities, and only open ones unless all are asked for. */
export async function listQuarantine(
  mapping: Mapping,
  { entities, all }: { entities: readonly string[] | null; all: boolean },
): Promise<readonly KeptRow[]> {
  const names = Object.keys(mapping.entities).filter((name) => entities?.includes(name) ?? true)
  const kept = await readLedger(mapping, (ledger) =>
    names.flatMap((entity) =>
      ledger.quarantine
        .list(ledger.entity(entity), all ? null : 'open')
        .map(({ run: _, ...row }) => ({ entity, ...row })),
    ),
  )
  return kept ?? []
}

/** How a flaw is said. */
export type Say = (flaw: Finding) => { readonly message: string; readonly fix: readonly string[] }

/** Reasons of a row in words, each with its field. */
export function saidOf({ flaws }: Pick<KeptRow, 'flaws'>, say: Say): readonly string[] {
  return flaws.map((flaw) => {
    const { message } = say(found(flaw.code, flaw.params))
    return flaw.field === '' ? message : `${flaw.field}：${message}`
  })
}
