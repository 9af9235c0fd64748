import { basename } from 'node:path'
import { targetShare } from '../items/index.js'
import {
  type ProblemDetails,
  type RegisteredProblem,
  type Severity,
  standingOf,
} from '../problems/index.js'
import type { Gap } from '../roster/index.js'
import type { ReportFacts, ReturnedRecord } from './facts.js'
import { groupBy } from './group.js'

export type { Severity } from '../problems/index.js'

/** One line of the 问题整改台账: a fact with its evidence, who should mend it, how, until when. */
export interface Problem {
  readonly no: number
  readonly severity: Severity
  readonly category: '系统' | '数据' | '流程' | '人员'
  readonly unit: string
  readonly fact: string
  readonly evidence: string
  readonly measure: string
  readonly due: string
  readonly owner?: string | null
  /** How it stands in the register; absent: nobody entered it yet. */
  readonly state?: string
}

type Draft = Omit<Problem, 'no'>

const FORM_NAMES = { items: '事项', people: '人员', articles: '栏目信息' } as const

function returnedProblem(
  facts: ReportFacts,
  unit: string,
  records: readonly ReturnedRecord[],
): Draft {
  const form = records[0]?.form ?? 'items'
  const reasons = groupBy(
    records.flatMap((one) => one.reasons),
    (reason) => reason.code,
  )
  const parts = [...reasons.values()].map((same) => `${same[0]?.message ?? ''}（${same.length}处）`)
  const rows = records.map((one) => one.row).join('、')
  const due = facts.pack.obligations.find((one) => one.form === form)?.due
  return {
    severity: '三级',
    category: '数据',
    unit,
    fact: `${FORM_NAMES[form]}表退回待改${records.length}条：${parts.join('；')}`,
    evidence: `${basename(records[0]?.file ?? '')}「${records[0]?.sheet ?? ''}」第${rows}行`,
    measure: '按错误说明逐条更正后重新报送',
    due: due !== undefined && due >= facts.day ? due : reportDue(facts),
  }
}

/** The day by which everything must be settled: the notice's report duty. */
function reportDue(facts: ReportFacts): string {
  return facts.pack.reports[0]?.due ?? facts.day
}

function returnedProblems(facts: ReportFacts): Draft[] {
  const groups = groupBy(facts.returned, (one) => `${one.unit} ${one.form}`)
  return [...groups.values()].map((records) =>
    returnedProblem(facts, records[0]?.unit ?? '', records),
  )
}

/** A node without a person as a paper names it: item by name, node by its title. */
function gapText(facts: ReportFacts, { item, node }: Gap): string {
  const name = facts.items.find((one) => one.key === item)?.name ?? item
  return `「${name}」的${facts.titles.nodes[node] ?? node}环节`
}

function gapProblems(facts: ReportFacts): Draft[] {
  const groups = groupBy(facts.mapping.gaps, (gap) => gap.unit)
  return [...groups].map(([unit, gaps]) => ({
    severity: '二级' as const,
    category: '人员' as const,
    unit,
    fact: `${gaps.length}个事项环节无人办理：${gaps
      .slice(0, 3)
      .map((gap) => gapText(facts, gap))
      .join('、')}${gaps.length > 3 ? '等' : ''}`,
    evidence: '人员分工表',
    measure: '明确办理人员（A岗、B岗），补报流程节点人员信息表',
    due: reportDue(facts),
  }))
}

/** Units whose share stays under a target of the notice that is due. */
function targetProblems(facts: ReportFacts): Draft[] {
  const due = facts.pack.targets.filter((target) => target.due <= facts.day)
  return due.flatMap((target) => {
    const [least, of] = target.atLeast
    return facts.pack.units.flatMap((unit) => {
      const { numerator, denominator } = targetShare(facts.items, target, unit.code)
      if (denominator === 0 || numerator * of >= denominator * least) return []
      const percent = ((numerator / denominator) * 100).toFixed(1)
      return {
        severity: '三级' as const,
        category: '数据' as const,
        unit: unit.code,
        fact: `「${target.title}」未达到：${numerator}/${denominator}，占${percent}%`,
        evidence: '事项库',
        measure: '逐项核定，具备条件的事项提升办理深度',
        due: reportDue(facts),
      }
    })
  })
}

/** What the run shows, and what stands in the register: an entry there goes before the run's own proposal of the same thing. */
function drillProblems(facts: ReportFacts): Draft[] {
  const known = new Map(facts.register.map((one) => [one.key, one]))
  const proposed = facts.proposals.filter(({ key }) => !known.has(key))
  return [
    ...facts.register.map((one) => ({ ...paperDraft(facts, one), state: stateOf(one) })),
    ...proposed.map((one) => paperDraft(facts, one)),
  ]
}

function paperDraft(facts: ReportFacts, one: ProblemDetails): Draft {
  const { severity, category, fact, evidence, owner } = one
  const unit = one.unit ?? facts.pack.office.code
  const measure = one.measure ?? '查明原因，提出整改措施'
  const said = {
    fact: one.cause === null ? fact : `${fact}（原因：${one.cause}）`,
    evidence,
    measure,
  }
  return { severity, category, unit, ...said, due: one.due ?? reportDue(facts), owner }
}

function stateOf(one: RegisteredProblem): string {
  return { waiting: '未启动', going: '进行中', closed: '已销号' }[standingOf(one)]
}

const ORDER: readonly Severity[] = ['一级', '二级', '三级']

/** Problems that the facts show, worst first, numbered; nothing here is typed by hand. */
export function findProblems(facts: ReportFacts): Problem[] {
  const drafts = [
    ...drillProblems(facts),
    ...gapProblems(facts),
    ...returnedProblems(facts),
    ...targetProblems(facts),
  ]
  return drafts
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
    .map((draft, index) => ({ no: index + 1, ...draft }))
}
