import { type Finding, found } from '../../errors/index.js'
import { writeList } from '../../sheets/index.js'
import type { QuarantinedRow } from '../ledger/index.js'
import type { Mapping } from '../mapping/load.js'
import { readLedger } from '../run/open.js'

/** A row that is kept out, with its entity. */
export interface KeptRow
  extends Pick<QuarantinedRow, 'key' | 'place' | 'flaws' | 'state' | 'by' | 'reason'> {
  readonly entity: string
  /** The row of the source, for the people who mend it; screens and logs do not show it. */
  readonly raw: QuarantinedRow['raw']
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
        .map(({ key, place, flaws, state, by, reason, raw }) => {
          return { entity, key, place, flaws, state, by, reason, raw }
        }),
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

/** The list for the people who mend the rows, as .xlsx: why, what to do, and the row itself column by column. */
export async function quarantineSheet(rows: readonly KeptRow[], say: Say): Promise<Uint8Array> {
  const names = [...new Set(rows.flatMap(({ raw }) => Object.keys(raw)))]
  const titles = ['类别', '主键', '出处', '原因', ...names]
  const columns = titles.map((title, index) => ({ title, width: index === 3 ? 50 : 18 }))
  const cells = rows.map((row) => [
    ...[row.entity, row.key, row.place, saidOf(row, say).join('\n')],
    ...names.map((name) => textOf(row.raw[name])),
  ])
  return writeList({ name: '退回待改', columns, rows: cells })
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? '（图像等，略）' : String(value)
}
