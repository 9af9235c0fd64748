import { type HalfDay, halfDays, type JournalLine, outagesSeen } from '../../drill/index.js'
import { groupBy } from '../group.js'
import type { Metric } from '../model.js'
import { median, p95 } from '../stages.js'
import type { Make } from './make.js'

/** Half-days in order, each with what the hall did in it: one row of the paper. */
export function halfDaysOf(
  lines: readonly JournalLine[],
): readonly { readonly id: string; readonly name: string; readonly actions: readonly HalfDay[] }[] {
  const groups = groupBy(halfDays(lines), ({ day, half }) => `${day}.${half}`)
  return [...groups].map(([id, actions]) => ({ id, name: halfDayName(actions[0]), actions }))
}

/** 4月8日上午 */
export function halfDayName(one: Pick<HalfDay, 'day' | 'half'> | undefined): string {
  const [, month = '', date = ''] = (one?.day ?? '').split('-')
  return `${Number(month)}月${Number(date)}日${one?.half === 'am' ? '上午' : '下午'}`
}

/** 综合性能: answers, their times and errors in each half-day, and the times in which the hall could not be reached. */
export function performanceMetrics(lines: readonly JournalLine[], make: Make): Metric[] {
  const times = new Map(lines.map(({ seq, data }) => [seq, data['ms']]))
  const outages = outagesSeen(lines)
  const halves = halfDaysOf(lines)
  const errors = halves.flatMap(({ actions }) => actions)
  return [
    ...halves.flatMap(({ id, name, actions }) => {
      const evidence = actions.flatMap((one) => one.evidence)
      const ms = evidence.flatMap((seq) => numbers(times.get(seq)))
      const measured = (value: number) => (ms.length === 0 ? null : Math.round(value))
      const figure = (what: string, title: string, numerator: number | null, unit: string) =>
        make({
          ...{ id: `half.${id}.${what}`, name: `${name}${title}`, numerator, unit, evidence },
          formula: '日志中该半日各动作的响应时间和未得应答的次数',
        })
      const failed = actions.reduce((sum, one) => sum + one.errors, 0)
      return [
        figure('n', '调用', ms.length, '次'),
        figure('median', '响应时间中位数', measured(median(ms)), '毫秒'),
        figure('p95', '响应时间95分位', measured(p95(ms)), '毫秒'),
        figure('errors', '出错', failed, '次'),
      ]
    }),
    make({
      ...{ id: 'calls.errors', name: '大厅出错', unit: '次' },
      numerator: errors.reduce((sum, one) => sum + one.errors, 0),
      formula: '没有应答、系统错误、限流、会话失效、办成而无记录的次数',
      evidence: errors.filter((one) => one.errors > 0).flatMap((one) => one.evidence),
    }),
    make({
      ...{ id: 'outages', name: '大厅中断', unit: '次', numerator: outages.length },
      formula: '演练因大厅无法访问而停下的次数',
      evidence: outages.flatMap(({ evidence }) => evidence),
    }),
    make({
      ...{ id: 'outages.seconds', name: '大厅中断时间', unit: '秒' },
      numerator: outages.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0),
      formula: '从停下到接着演的实际时间之和，没有接着演的不计',
      evidence: outages.flatMap(({ evidence }) => evidence),
    }),
  ]
}

function numbers(value: unknown): number[] {
  return typeof value === 'number' ? [value] : []
}
