import type { Happening, HappeningSort } from '../../drill/index.js'
import type { ReportFacts } from '../facts.js'
import { paperSpan } from '../gongwen/signature.js'

const SORTS: Readonly<Record<HappeningSort, string>> = {
  attended: '到场',
  absent: '缺席',
  makeup: '另开补演',
  outage: '停用',
  pause: '暂停',
  'stand-in': '替演',
  skip: '决定不演',
  'self-reported': '自述已办',
  paper: '纸上办理自述',
  note: '记事',
  signed: '确认放行',
  disputed: '提出异议',
  withdrawn: '撤回异议',
  overridden: '认定',
}

/** A line of the 演练记事表: time, units, sort, what it was, who said it, number of the journal line. */
export type RecordLine = readonly [string, string, string, string, string, number]

/** What the record of a drill says beside the acts themselves, in its order; robots that stepped in by the clock are counted elsewhere. */
export function recordLines(facts: ReportFacts): readonly RecordLine[] {
  const names = new Map(facts.pack.units.map(({ code, short }) => [code, short]))
  return facts.happenings
    .filter(({ sort, text }) => sort !== 'stand-in' || text !== '')
    .map((one) => [
      one.at.slice(0, 16).replace('T', ' '),
      one.units.length === 0 ? '全部' : one.units.map((unit) => names.get(unit) ?? unit).join('、'),
      SORTS[one.sort],
      contentOf(facts, one),
      one.by,
      one.seq,
    ])
}

function contentOf(
  { stepTitles, pack }: ReportFacts,
  { sort, from, to, about, text }: Happening,
): string {
  const [id = '', ...column] = about?.split('/') ?? []
  const title = pack.requirements.find((one) => one.id === id)?.title
  const what = title === undefined ? stepTitles.get(about ?? '') : [title, ...column].join('，')
  const span = from === null || to === null || sort === 'note' ? undefined : paperSpan(from, to)
  return [span, what, text].filter((part) => part !== undefined && part !== '').join('：')
}
