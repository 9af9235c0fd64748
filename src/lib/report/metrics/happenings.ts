import type { HappeningSort, JournalLine } from '../../drill/index.js'
import type { ReportFacts } from '../facts.js'
import { groupBy } from '../group.js'
import type { Metric } from '../model.js'
import type { Make } from './make.js'

/** How a step came to be done: by a robot, by its person, by a robot in the person's stead, or by somebody's word alone. */
export const HOWS = [
  ['robot', '机器人办成'],
  ['human', '人员办成'],
  ['understudy', '机器人替演'],
  ['self-reported', '仅有自述'],
] as const

/** What happened beside the quotas, as figures: who acted, who was away, what was left, excused, stood in for, contested. */
export function happeningMetrics(facts: ReportFacts, make: Make): Metric[] {
  return [
    ...actorMetrics(facts, make),
    ...saidMetrics(facts, make),
    ...unitMetrics(facts, make),
    ...excusedMetrics(facts, make),
  ]
}

function actorMetrics({ lines }: ReportFacts, make: Make): Metric[] {
  const done = lines.filter(({ type }) => type === 'step.done' || type === 'step.adopted')
  return HOWS.map(([how, name]) => {
    const own = done.filter(({ data }) => data['how'] === how)
    const formula = `日志中记为${name}的动作数`
    return make({ id: `acts.${how}`, name: `${name}的动作`, unit: '个', formula, ...counted(own) })
  })
}

const SAID: readonly (readonly [HappeningSort, string, string])[] = [
  ['absent', '登记缺席', '次'],
  ['pause', '暂停', '次'],
  ['outage', '登记停用', '次'],
  ['paper', '纸上办理的自述', '条'],
]

function saidMetrics({ happenings, lines }: ReportFacts, make: Make): Metric[] {
  const proven = new Set(lines.filter(({ type }) => type === 'step.done').map(({ key }) => key))
  const open = happenings.filter(
    ({ sort, about }) => sort === 'self-reported' && !proven.has(about ?? ''),
  )
  return [
    ...SAID.map(([sort, name, unit]) => {
      const own = happenings.filter((one) => one.sort === sort)
      return make({
        id: `said.${sort}`,
        name,
        unit,
        formula: `日志中${name}的行数`,
        ...counted(own),
      })
    }),
    make({
      ...{ id: 'said.unproven', name: '自述已办、大厅未显示的动作', unit: '个' },
      ...{ formula: '有人自述办完、日志中没有办成记录的动作数', ...counted(open) },
    }),
  ]
}

/** What was left undone, and what robots did in people's stead, unit by unit. */
function unitMetrics({ lines }: ReportFacts, make: Make): Metric[] {
  const left = lines.filter(({ type }) => type === 'step.skipped')
  const stoodIn = lines.filter(({ data }) => data['how'] === 'understudy')
  const each = (id: string, name: string, own: readonly JournalLine[]) =>
    [...groupBy(own, ({ unit = '' }) => unit)].map(([unit, list]) => {
      const formula = `日志中本单位${name}数`
      return make({
        id: `${id}.${unit}`,
        name: `单位${name}`,
        unit: '个',
        formula,
        ...counted(list),
      })
    })
  return [...each('left', '未演的动作', left), ...each('standin', '机器人替演的动作', stoodIn)]
}

function excusedMetrics({ score, happenings }: ReportFacts, make: Make): Metric[] {
  return score.excused.map(({ unit, minutes }) => {
    const own = happenings.filter(
      ({ sort, units }) => sort === 'outage' && (units.length === 0 || units.includes(unit)),
    )
    return make({
      ...{ id: `excused.${unit}`, name: '停用占开放时间', numerator: minutes, unit: '分钟' },
      ...{
        formula: '登记的停用时间与本单位开放时间重合的分钟数',
        evidence: own.map(({ seq }) => seq),
      },
    })
  })
}

function counted(lines: readonly { readonly seq: number }[]) {
  return { numerator: lines.length, evidence: lines.map(({ seq }) => seq) }
}
