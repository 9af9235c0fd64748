import type { Verdict } from '../../drill/index.js'
import type { ReportFacts } from '../facts.js'
import { groupBy } from '../group.js'
import type { Metric } from '../model.js'
import type { Make } from './make.js'

const REACHED: readonly Verdict[] = ['met', 'late']

/** One share per requirement: units that reached it over units that owe it; exempt ones are `na`. */
export function requirementMetrics(facts: ReportFacts, make: Make): Metric[] {
  return facts.pack.requirements.map((requirement) => {
    const results = facts.score.results.filter((one) => one.requirement === requirement.id)
    const owed = results.filter((one) => one.verdict !== 'exempt')
    const met = owed.filter((one) => REACHED.includes(one.verdict))
    return make({
      id: `req.${requirement.id}`,
      name: `${requirement.title}完成`,
      numerator: met.length,
      denominator: owed.length,
      na: results.length - owed.length,
      unit: '个',
      formula: `观察到的 ${requirement.counts} ≥ ${requirement.atLeast} 的单位（栏目）数 / 应完成数，不适用的不计入分母`,
      clause: requirement.clause,
      evidence: met.flatMap((one) => one.evidence),
    })
  })
}

/** Units that met everything they owe, of all units of the list. */
export function unitMetrics(facts: ReportFacts, make: Make): Metric[] {
  const byUnit = groupBy(facts.score.results, (one) => one.unit)
  const complete = [...byUnit.values()].filter((results) =>
    results.every((one) => one.verdict === 'met' || one.verdict === 'exempt'),
  )
  const acted = new Set(
    facts.lines.filter((line) => line.type === 'hall.seen').map((line) => line.unit ?? ''),
  )
  const present = facts.pack.units.filter((unit) => acted.has(unit.code))
  const units = facts.pack.units.length
  const formula = '参演单位名单'
  return [
    make({ id: 'units', name: '参演单位', numerator: units, unit: '家', formula }),
    make({
      id: 'units.present',
      name: '到位单位',
      numerator: present.length,
      denominator: units,
      unit: '家',
      formula: '日志中有本单位办理记录的单位数 / 名单单位数',
    }),
    make({
      id: 'units.complete',
      name: '全部达标单位',
      numerator: complete.length,
      denominator: units,
      unit: '家',
      formula: '所负全部要求均达标或不适用的单位数 / 名单单位数',
    }),
    ...facts.pack.batches.map((batch) =>
      make({
        id: `units.${batch.id}`,
        name: `${batch.title}单位`,
        numerator: facts.pack.units.filter((unit) => unit.batch === batch.id).length,
        unit: '家',
        formula,
        clause: batch.clause,
      }),
    ),
  ]
}

/** Every verdict by its word in a paper, in the order of a table. */
export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  met: '按时完成',
  late: '逾期完成',
  missed: '未完成',
  disputed: '有异议',
  unchecked: '无从核对',
  exempt: '不适用',
}
export const VERDICTS = Object.keys(VERDICT_NAMES) as readonly Verdict[] // the keys just above

/** One figure per unit and requirement, and how many units stand in each verdict. */
export function resultMetrics(facts: ReportFacts, make: Make): Metric[] {
  const { results } = facts.score
  return [
    ...facts.pack.requirements.flatMap((requirement) =>
      VERDICTS.map((verdict) =>
        make({
          id: `req.${requirement.id}.${verdict}`,
          name: `${requirement.title}：${VERDICT_NAMES[verdict]}`,
          numerator: results.filter(
            (one) => one.requirement === requirement.id && one.verdict === verdict,
          ).length,
          unit: '个',
          formula: `判定为${VERDICT_NAMES[verdict]}的单位（栏目）数`,
          clause: requirement.clause,
        }),
      ),
    ),
    ...results
      .filter((one) => one.verdict !== 'exempt')
      .map((one) =>
        make({
          id: `result.${one.requirement}.${one.unit}.${one.column ?? ''}`,
          name: '单位完成数',
          numerator: one.counted,
          unit: '件',
          formula: '时限内观察到的件数',
          clause: one.clause,
          evidence: one.evidence,
        }),
      ),
  ]
}
