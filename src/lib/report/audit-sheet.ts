import { join } from 'node:path'
import type { ActedItem, VersionReason } from '../items/index.js'
import { writeFileAtomic } from '../workspace/index.js'
import type { Paper } from './model.js'
import { columns, table } from './table.js'

/** What an approval sheet (审核单) says: whose approval, of what, on which day (`2015-04-08`). */
export interface Audit {
  readonly region: string
  readonly by: string
  readonly day: string
  /** The approver's opinion, null when there is none. */
  readonly because: string | null
  readonly items: readonly ActedItem[]
}

const REASONS: Readonly<Record<VersionReason, string>> = {
  added: '新增',
  changed: '变更',
  withdrawn: '撤消',
  devolved: '下放',
  moved: '转移',
}

const COLUMNS = columns(
  '序号:5',
  '单位:14:left',
  '事项名称:24:left',
  '类型:10',
  '缘由:7',
  '版本:5',
  '提交人:9',
)

/** Writes the approval sheet as .docx in the geometry of GB/T 9704 into a folder, and gives its path. */
export async function writeAuditSheet(folder: string, audit: Audit): Promise<string> {
  const { renderDocx } = await import('./gongwen/document.js')
  const file = join(folder, `事项审核单${audit.day}.docx`)
  return (await writeFileAtomic(file, await renderDocx(paperOf(audit)))).path
}

function paperOf({ region, by, day, because, items }: Audit): Paper {
  const units = [...new Set(items.map(({ unit }) => unit))]
  const rows = items.map((item, index) => [
    String(index + 1),
    item.unit,
    item.code === null ? item.name : `${item.name}（${item.code}）`,
    item.type,
    REASONS[item.reason],
    String(item.version),
    item.submittedBy ?? '—',
  ])
  return {
    id: 'audit-sheet',
    title: [`${region}网上办事事项审核单`],
    addressee: units.length === 1 ? (units[0] ?? '') : '各有关单位',
    blocks: [
      { kind: 'para', runs: [`经审核，同意下列${items.length}项事项入库，可以发布。`] },
      ...(because === null ? [] : [{ kind: 'para' as const, runs: [`审核意见：${because}`] }]),
      table('audited', null, COLUMNS, rows),
    ],
    closing: `审核人（签名）：${by}`,
    annexes: [],
    signature: { office: '机构编制部门（印章）', date: day },
    metrics: [],
    origin: '',
  }
}
