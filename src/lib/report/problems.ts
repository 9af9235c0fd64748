import { basename } from 'node:path'
import type { JournalLine } from '../drill/index.js'
import { targetShare } from '../items/index.js'
import type { Gap } from '../roster/index.js'
import type { ReportFacts, ReturnedRecord } from './facts.js'
import { groupBy } from './group.js'

export type Severity = '一级' | '二级' | '三级'

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
}

type Draft = Omit<Problem, 'no'>

const FORM_NAMES = { items: '事项', people: '人员', articles: '栏目信息' } as const

/** Numbers of journal lines as a paper cites them, at most five. */
export function cite(evidence: readonly number[]): string {
  const shown = evidence.slice(0, 5).join('、')
  return evidence.length > 5 ? `日志第${shown}等${evidence.length}条` : `日志第${shown}条`
}

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

function missedProblems(facts: ReportFacts): Draft[] {
  return facts.score.results
    .filter((one) => one.verdict === 'missed' || one.verdict === 'late')
    .map((one) => ({
      severity: one.verdict === 'missed' ? ('一级' as const) : ('二级' as const),
      category: '流程' as const,
      unit: one.unit,
      fact: `${titleOf(facts, one.requirement)}${one.column === null ? '' : `（${one.column}）`}应完成${one.atLeast}，窗口内完成${one.counted ?? 0}`,
      evidence: one.evidence.length === 0 ? '日志中无相应记录' : cite(one.evidence),
      measure: one.verdict === 'missed' ? '安排补演，补齐办件' : '查明逾期环节，压缩办理时间',
      due: reportDue(facts),
    }))
}

function titleOf(facts: ReportFacts, requirement: string): string {
  return facts.pack.requirements.find((one) => one.id === requirement)?.title ?? requirement
}

function failedProblems(facts: ReportFacts): Draft[] {
  const told = new Set(letThrough(facts).flatMap(({ evidence }) => evidence))
  const failed = facts.lines.filter(({ type, seq }) => type === 'step.failed' && !told.has(seq))
  const groups = groupBy(failed, (line) => `${line.unit} ${reasonOf(line)}`)
  return [...groups.values()].map((lines) => ({
    severity: '二级' as const,
    category: '系统' as const,
    unit: lines[0]?.unit ?? '',
    fact: `办理动作未被系统接受${lines.length}次：${lines[0] === undefined ? '' : reasonOf(lines[0])}`,
    evidence: cite(lines.map((line) => line.seq)),
    measure: '核对权限与流程配置，由应用平台承建方查明原因',
    due: reportDue(facts),
  }))
}

/** Separations of duties that the hall does not enforce, by unit and rule. */
function unenforcedProblems(facts: ReportFacts): Draft[] {
  const groups = groupBy(letThrough(facts), ({ unit, rule }) => `${unit} ${rule}`)
  return [...groups.values()].map((trials) => ({
    severity: '一级' as const,
    category: '系统' as const,
    unit: trials[0]?.unit ?? '',
    fact: `大厅未强制职责分离${trials[0]?.rule ?? ''}：本应拒绝的办理动作办成${trials.length}次`,
    evidence: cite(trials.flatMap(({ evidence }) => evidence)),
    measure: '由应用平台承建方按职责分离规则设置权限和流程，改好后复测',
    due: reportDue(facts),
  }))
}

function letThrough({ score }: ReportFacts): ReportFacts['score']['trials'] {
  return score.trials.filter(({ verdict }) => verdict === 'let-through')
}

/** Why the hall refused, in its own words. */
function reasonOf(line: JournalLine): string {
  const reason = line.data['reason']
  if (typeof reason !== 'object' || reason === null) return '未说明原因'
  return 'detail' in reason ? String(reason.detail) : '未说明原因'
}

const ORDER: readonly Severity[] = ['一级', '二级', '三级']

/** Problems that the facts show, worst first, numbered; nothing here is typed by hand. */
export function findProblems(facts: ReportFacts): Problem[] {
  const drafts = [
    ...missedProblems(facts),
    ...unenforcedProblems(facts),
    ...failedProblems(facts),
    ...gapProblems(facts),
    ...returnedProblems(facts),
    ...targetProblems(facts),
  ]
  return drafts
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
    .map((draft, index) => ({ no: index + 1, ...draft }))
}
