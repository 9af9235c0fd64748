import { targetShare } from '../../items/index.js'
import type { ReportFacts } from '../facts.js'
import type { Metric } from '../model.js'
import type { Problem } from '../problems.js'
import type { Make } from './make.js'

export function intakeMetrics(facts: ReportFacts, make: Make): Metric[] {
  const names = { items: '事项', people: '人员', articles: '信息' } as const
  return (['items', 'people', 'articles'] as const).flatMap((form) => {
    const counts = facts.intake[form]
    const read = counts.kept + counts.returned
    return [
      make({
        id: `intake.${form}`,
        name: `收到${names[form]}`,
        numerator: read,
        unit: '条',
        formula: '收到 = 入库 + 退回待改',
      }),
      make({
        id: `intake.${form}.kept`,
        name: `入库${names[form]}`,
        numerator: counts.kept,
        denominator: read,
        unit: '条',
        formula: '入库 / 收到',
      }),
      make({
        id: `intake.${form}.returned`,
        name: `退回待改${names[form]}`,
        numerator: counts.returned,
        denominator: read,
        unit: '条',
        formula: '退回待改 / 收到',
      }),
    ]
  })
}

export function mappingMetrics(facts: ReportFacts, make: Make): Metric[] {
  const staff = facts.mapping.users.filter((user) => user.source !== null)
  return [
    make({
      id: 'users',
      name: '办事人员账号',
      numerator: staff.length,
      unit: '个',
      formula: '由人员名册生成的账号数',
    }),
    make({
      id: 'assignments',
      name: '事项环节分工',
      numerator: facts.mapping.assignments.length,
      unit: '条',
      formula: '事项 × 环节 × 人员（A、B岗）',
    }),
    make({
      id: 'gaps',
      name: '无人办理的环节',
      numerator: facts.mapping.gaps.length,
      unit: '个',
      formula: '没有任何分工的事项环节数',
    }),
  ]
}

export function stepMetrics(facts: ReportFacts, make: Make): Metric[] {
  const { steps } = facts.score
  const failed = facts.lines.filter((line) => line.type === 'step.failed').map((line) => line.seq)
  return [
    make({
      id: 'steps.total',
      name: '演练动作',
      numerator: steps.total,
      unit: '个',
      formula: '方案展开的动作数',
    }),
    make({
      id: 'steps.done',
      name: '完成的演练动作',
      numerator: steps.done,
      denominator: steps.total,
      unit: '个',
      formula: '日志 step.done 与 step.adopted 的动作数 / 方案展开的动作数',
    }),
    make({
      id: 'steps.failed',
      name: '未能完成的演练动作',
      numerator: steps.failed + steps.unknown,
      denominator: steps.total,
      unit: '个',
      formula: '日志 step.failed 与 step.unknown 的动作数 / 方案展开的动作数',
      evidence: failed,
    }),
  ]
}

/** One share per target that the notice sets for the items, e.g. two thirds at depth 3. */
export function targetMetrics(facts: ReportFacts, make: Make): Metric[] {
  return facts.pack.targets.map((target) => {
    const share = targetShare(facts.items, target)
    return make({
      id: `target.${target.id}`,
      name: target.title,
      numerator: share.numerator,
      denominator: share.denominator,
      unit: '项',
      formula: `入库事项中满足 ${target.numerator} 的项数 / 满足 ${target.denominator} 的项数`,
      clause: target.clause,
    })
  })
}

const SEVERITIES = ['一级', '二级', '三级'] as const

/** How many problems the ledger holds, in all and by severity. */
export function problemMetrics(problems: readonly Problem[], make: Make): Metric[] {
  const formula = '问题整改台账的条数'
  const count = (id: string, name: string, numerator: number) =>
    make({ id, name, numerator, unit: '项', formula })
  return [
    count('problems', '发现的问题', problems.length),
    ...SEVERITIES.map((severity) =>
      count(
        `problems.${severity}`,
        `${severity}问题`,
        problems.filter((one) => one.severity === severity).length,
      ),
    ),
  ]
}

/** Accounts of each unit's own people. */
export function unitUserMetrics({ pack, mapping }: ReportFacts, make: Make): Metric[] {
  return pack.units.map(({ code, short }) =>
    make({
      id: `users.${code}`,
      name: `${short}人员账号`,
      numerator: mapping.users.filter((user) => user.unit === code && user.source !== null).length,
      unit: '个',
      formula: '由人员名册生成的本单位账号数',
    }),
  )
}
