import { paperDate } from '../gongwen/signature.js'
import type { Block, Inline } from '../model.js'
import type { Problem, Severity } from '../problems.js'
import { columns, table } from '../table.js'
import { type Context, count, h1, para } from './context.js'

const MEANING: Readonly<Record<Severity, string>> = {
  一级: '影响上线或指标未完成',
  二级: '需人工处理或单位无法独立完成',
  三级: '数据不完善、使用不便',
}

const SEVERITIES: readonly Severity[] = ['一级', '二级', '三级']

/** Problems printed in the body; all of them stand in the annex. */
const SHOWN = 8

export function problemRows(context: Context, problems: readonly Problem[]): string[][] {
  return problems.map((one) => [
    String(one.no),
    one.severity,
    context.unitName(one.unit),
    one.fact,
    one.measure,
    paperDate(one.due),
  ])
}

export const PROBLEM_COLUMNS = columns(
  '序号:6',
  '程度:7',
  '责任单位:15',
  '问题:38:left',
  '措施建议:22:left',
  '时限:14',
)

export function measureBlocks(context: Context, heading: string): Block[] {
  const { problems } = context
  const counts = SEVERITIES.flatMap((severity, index): Inline[] => [
    `${index === 0 ? '' : '，'}${severity}（${MEANING[severity]}）`,
    count(`problems.${severity}`),
    '项',
  ])
  const shown = problems.slice(0, SHOWN)
  return [
    h1(heading),
    para('演练共发现问题', count('problems'), '项，其中', ...counts, '。'),
    ...(shown.length === 0
      ? []
      : [table('problems', '主要问题和措施建议', PROBLEM_COLUMNS, problemRows(context, shown))]),
    para('全部问题见附件3，由责任单位逐项整改、销号，未销号的转入下一次演练继续跟踪。'),
  ]
}

/** Who owes an obligation, as a paper names them. */
function ower({ facts: { pack } }: Context, who: string): string {
  if (who === 'unit') return '各参演单位'
  return who === 'office' ? pack.office.name : who
}

/** What the notice still asks for after the paper's day, the earliest first; the report itself is this paper. */
export function nextBlocks(context: Context, heading: string): Block[] {
  const { pack, day } = context.facts
  const report = pack.reports[0]?.title ?? ''
  const coming = pack.obligations
    .filter((one) => one.due > day && !one.title.includes(report))
    .sort((a, b) => (a.due < b.due ? -1 : 1))
  const duties = coming.map((one, index) =>
    para(`${index + 1}.${paperDate(one.due)}前，${ower(context, one.who)}${one.title}。`),
  )
  const last = `${coming.length + 1}.各责任单位按台账时限完成整改，由${pack.office.name}复核销号。`
  return [h1(heading), ...duties, para(last)]
}
