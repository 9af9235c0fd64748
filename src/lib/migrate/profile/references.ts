import { shareIn } from './distinct.js'
import type { Fingered, Reference } from './model.js'
import { isKey } from './table.js'

/** From so much on, values of one column stand in another by more than chance. */
const SHARE = 0.9
/** So many values must be known of at least. */
const KNOWN = 3

/**
 * Columns whose values stand in a column of another table that tells its rows apart. Whole numbers stand in many number
 * series by chance: of them only those are named whose names have something in common.
 */
export function referencesOf(columns: readonly Fingered[]): readonly Reference[] {
  const keys = columns.filter(({ table, column }) => isKey(column) && table.rows >= KNOWN)
  return columns.flatMap((part) => {
    if (!mayRefer(part)) return []
    const found = keys.flatMap((whole) => referenceTo(part, whole))
    return found.sort((a, b) => b.share - a.share).slice(0, 2)
  })
}

function mayRefer({ column }: Fingered): boolean {
  const { content } = column
  if (['empty', 'bytes', 'date', 'decimal', 'short-date', 'phone'].includes(content)) return false
  return !(isKey(column) && content === 'integer')
}

function referenceTo(part: Fingered, whole: Fingered): readonly Reference[] {
  if (part.table === whole.table || part.column.distinct > whole.column.distinct * 1.2) return []
  if (part.column.content === 'integer' && !isAkin(part, whole)) return []
  const found = shareIn(part.hashes, whole.hashes)
  if (found === null || found.of < KNOWN || found.share < SHARE) return []
  return [
    {
      ...{ table: part.table.name, column: part.column.name },
      ...{ to: whole.table.name, toColumn: whole.column.name },
      share: found.share,
    },
  ]
}

/** `sqr_id` and `sqr.id`, `BMDM` and `BM.DM`, `人员编号` and `人员.编号`, or one name. */
function isAkin(part: Fingered, whole: Fingered): boolean {
  const [name, table, key] = [part.column.name, whole.table.name, whole.column.name].map(plain)
  if (name === undefined || table === undefined || key === undefined) return false
  const isSame = name === key && !/^(?:ID|编号|序号|DM|BM|XH)$/.test(name)
  return (
    isSame ||
    name === table + key ||
    (name.endsWith(key) && stemsOf(table).some((stem) => name.startsWith(stem)))
  )
}

/** What a table is called without what tables are called: `T_SQR_XX` is SQR. */
function stemsOf(table: string): readonly string[] {
  return [
    table,
    table.replace(/^(?:T|TB|TBL|TAB)/, ''),
    table.replace(/(?:XX|INFO|表|信息)$/, ''),
  ].filter((stem) => stem.length > 1)
}

function plain(name: string): string {
  return name.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
}
