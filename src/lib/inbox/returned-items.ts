import type { Item } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { packOf } from '../roster/index.js'
import { writeList } from '../sheets/index.js'
import {
  listQuarantine,
  type QuarantinedRecord,
  readStore,
  type Source,
  type Workspace,
  writeFileAtomic,
} from '../workspace/index.js'
import type { UnitName } from './model.js'
import { paperName } from './origin-mark.js'
import type { Say } from './result-rows.js'
import { unitNamed } from './units.js'

/** A returned item (退回待改): where it stands and what is to be done about it, in words. */
export interface ReturnedItem {
  readonly unit: UnitName
  readonly name: string
  readonly code: string | null
  readonly source: Source
  readonly reasons: readonly {
    readonly code: string
    readonly cell: string | null
    readonly message: string
    readonly fix: readonly string[]
  }[]
}

/** The returned items of a workspace, of one unit when named. Errors: those of the pack, HK-INBOX-007. */
export async function returnedItems(
  workspace: Workspace,
  unit: string | null,
  say: Pick<Say, 'describe'>,
): Promise<readonly ReturnedItem[]> {
  const pack = await packOf(workspace)
  const filter = unit === null ? {} : { unit: unitNamed(pack, unit).code }
  const store = readStore(workspace)
  try {
    return listQuarantine<Item>(store, 'item', filter).map((one) => returned(one, pack, say))
  } finally {
    store.close()
  }
}

function returned(
  { unit, data, source, findings }: QuarantinedRecord<Item>,
  { units }: NoticePack,
  { describe }: Pick<Say, 'describe'>,
): ReturnedItem {
  const name = units.find(({ code }) => code === unit)?.name ?? data.unit.name
  const errors = findings.filter(({ level }) => level === 'error')
  const reasons = errors.map((finding) => ({
    code: finding.code,
    cell: finding.cell ?? null,
    ...describe(finding),
  }))
  return { unit: { code: unit, name }, name: data.name, code: data.code, source, reasons }
}

/** Headers of the exported list and the name of its sheet. */
export interface ReturnedWords {
  readonly sheet: string
  readonly columns: readonly string[]
}

const WIDTHS = [22, 34, 34, 36, 14, 8, 44, 44]

/** Writes returned items as a workbook; gives where it went. HK-WORK-011 when it cannot be written. */
export async function exportReturned(
  items: readonly ReturnedItem[],
  file: string,
  words: ReturnedWords,
): Promise<string> {
  const rows = items.map(({ unit, name, code, source, reasons }) => [
    unit.name,
    name,
    code ?? '',
    paperName(source.file),
    source.sheet,
    String(source.row),
    reasons.map(({ message }) => message).join('\n'),
    reasons.flatMap(({ fix }) => fix).join('\n'),
  ])
  const columns = words.columns.map((title, index) => ({ title, width: WIDTHS[index] ?? 20 }))
  const bytes = await writeList({ name: words.sheet, columns, rows })
  return (await writeFileAtomic(file, bytes)).path
}
