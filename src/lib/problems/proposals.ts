import {
  type DrillCard,
  type DrillPlan,
  type DrillScore,
  type HallFaultName,
  hallFaults,
  type JournalLine,
} from '../drill/index.js'
import type { NoticePack } from '../notice/index.js'
import type { ProposedProblem } from './model.js'

/** A run as problems are found in it. */
export interface RunFacts {
  readonly plan: DrillPlan
  readonly pack: NoticePack
  readonly score: DrillScore
  readonly lines: readonly JournalLine[]
  readonly cards: readonly DrillCard[]
}

type Draft = Omit<ProposedProblem, 'theme' | 'cause' | 'owner' | 'sort'> & Partial<ProposedProblem>

/** Problems that a run shows: what was missed, cards, refusals without a rule, faults of the hall. Papers are Chinese, so are they. */
export function proposalsOf(run: RunFacts): readonly ProposedProblem[] {
  const due = run.pack.reports[0]?.due ?? null
  const drafts = [
    ...missed(run),
    ...carded(run),
    ...unenforced(run),
    ...failed(run),
    ...faulty(run),
  ]
  return drafts.map((draft) => ({
    ...{ sort: 'problem' as const, theme: null, cause: null, owner: null },
    ...draft,
    due: draft.due ?? due,
  }))
}

/** Numbers of journal lines as a paper cites them, at most five. */
export function cite(evidence: readonly number[]): string {
  const shown = evidence.slice(0, 5).join('、')
  return evidence.length > 5 ? `日志第${shown}等${evidence.length}条` : `日志第${shown}条`
}

/** Whether a unit's hours are over: before that nothing is missed yet. */
function isOver({ plan, lines }: RunFacts, unit: string): boolean {
  const batch = plan.units.find(({ code }) => code === unit)?.batch
  const end = plan.batches.find(({ id }) => id === batch)?.windows.at(-1)?.to
  const last = lines.at(-1)
  const isFinished = lines.some(({ type }) => type === 'run.finished')
  return isFinished || end === undefined || (last !== undefined && last.at >= end)
}

function missed(run: RunFacts): Draft[] {
  const { score, pack, plan, lines } = run
  const absences = lines.filter(({ type }) => type === 'unit.absent')
  const causes = new Map(absences.map(({ unit = '', data }) => [unit, `缺席：${data['because']}`]))
  const titles = new Map(pack.requirements.map(({ id, title }) => [id, title]))
  const themes = new Map(plan.themes.map(({ id, title }) => [id, title]))
  return score.results
    .filter((one) => one.computed === 'missed' || one.computed === 'late')
    .filter(({ unit }) => isOver(run, unit))
    .map((one) => ({
      key: `requirement/${one.requirement}/${one.unit}/${one.column ?? ''}`,
      severity: one.computed === 'missed' ? ('一级' as const) : ('二级' as const),
      category: '流程' as const,
      unit: one.unit,
      theme: themes.get(one.theme) ?? null,
      fact: `${titles.get(one.requirement) ?? one.requirement}${one.column === null ? '' : `（${one.column}）`}${doneOf(one)}`,
      cause: causes.get(one.unit) ?? null,
      evidence: one.evidence.length === 0 ? '日志中无相应记录' : cite(one.evidence),
      measure: one.computed === 'missed' ? '安排补演，补齐所缺' : '查明逾期原因，落实人员和时间',
      due: null,
    }))
}

/** What was owed, done in time, and made up for afterwards (the evidence of a late verdict holds both). */
function doneOf({ atLeast, counted, computed, evidence }: DrillScore['results'][number]): string {
  const inTime = `应完成${atLeast}，时限内完成${counted ?? 0}`
  return computed === 'late' ? `${inTime}，其后补办${evidence.length - (counted ?? 0)}` : inTime
}

/** Stages that took too long; a missed requirement speaks for itself. */
function carded({ cards }: RunFacts): Draft[] {
  const stages = cards.filter(
    ({ subject, level }) => subject.kind === 'stage' && level !== 'warning',
  )
  return stages.map(({ subject, level, lines, evidence }) => ({
    key: `stage/${subject.id.split('/')[0]}/${subject.unit}/${subject.number}`,
    severity: level === 'red' ? ('一级' as const) : ('二级' as const),
    category: '流程' as const,
    unit: subject.unit,
    fact: `${subject.number} ${lines.join('；')}`,
    evidence: cite(evidence),
    measure: '查明超时原因，落实该环节办理人员',
    due: null,
  }))
}

/** Separations of duties that the hall does not enforce, by unit and rule. */
function unenforced({ score }: RunFacts): Draft[] {
  const open = score.trials.filter(({ verdict }) => verdict === 'let-through')
  const groups = grouped(open, ({ unit, rule }) => `${unit} ${rule}`)
  return [...groups.values()].map((trials) => ({
    key: `duty/${trials[0]?.rule}/${trials[0]?.unit}`,
    severity: '一级' as const,
    category: '系统' as const,
    unit: trials[0]?.unit ?? null,
    fact: `大厅未强制${ruleWords(trials[0]?.rule ?? '')}：本应拒绝的办理动作办成${trials.length}次`,
    evidence: cite(trials.flatMap(({ evidence }) => evidence)),
    measure: '由应用平台承建方按职责分离规则设置权限和流程，改好后复测',
    due: null,
  }))
}

/** 职责分离S4, or the rule's own name. */
function ruleWords(rule: string): string {
  return /^S\d/.test(rule) ? `职责分离${rule}` : `“${rule}”`
}

function failed({ score, lines }: RunFacts): Draft[] {
  const told = new Set(
    score.trials
      .filter(({ verdict }) => verdict === 'let-through')
      .flatMap(({ evidence }) => evidence),
  )
  const open = lines.filter(({ type, seq }) => type === 'step.failed' && !told.has(seq))
  return [...grouped(open, (line) => `${line.unit} ${reasonOf(line)}`).values()].map((group) => ({
    key: `failed/${group[0]?.unit}/${codeOf(group[0])}`,
    severity: '二级' as const,
    category: '系统' as const,
    unit: group[0]?.unit ?? null,
    fact: `办理动作未被系统接受${group.length}次：${reasonOf(group[0])}`,
    evidence: cite(group.map(({ seq }) => seq)),
    measure: '核对权限与流程配置，由应用平台承建方查明原因',
    due: null,
  }))
}

const FAULTS: Readonly<Record<HallFaultName, string>> = {
  latency: '大厅响应慢，中位超过1秒',
  'server-error': '大厅报系统错误',
  'too-many-requests': '大厅限流，请求被推迟',
  'drop-after-commit': '办成之后连接中断，未告知结果',
  'lost-event': '大厅应答办成，却没有办理记录',
  'no-separation': '大厅未强制职责分离',
  'let-through': '本应拒绝的办理动作，大厅照办',
  'duplicate-number': '两件同号',
  'session-expiry': '登录状态提前失效',
  'read-only': '大厅只读，不能办理',
  mojibake: '录入的文字显示为乱码',
  'clock-skew': '大厅时钟不准',
  'wrong-due-date': '承诺办结日期算错',
  'holiday-ignored': '承诺办结日期未扣除节假日',
  'unmarked-entry': '补录的环节录成当场办理，看不出何时录入',
  'wrong-card': '监督亮牌与应亮的不符',
  'item-mismatch': '事项名录、办事指南、实际运行三处不一致',
  'limit-ignored': '期限届满，大厅没有自行办理',
  outage: '大厅无法访问，演练中断',
}

function faulty({ plan, lines }: RunFacts): Draft[] {
  return hallFaults(plan, lines)
    .filter(({ fault }) => fault !== 'no-separation' && fault !== 'let-through')
    .map(({ fault, n, example, evidence }) => ({
      ...{ key: `fault/${fault}`, sort: 'fault' as const, unit: null, due: null },
      ...{ severity: '二级' as const, category: '系统' as const },
      fact: `${FAULTS[fault]}（${n}次，如 ${example}）`,
      evidence: cite(evidence),
      measure: '由应用平台承建方查明原因，改好后复测',
    }))
}

function codeOf(line: JournalLine | undefined): string {
  const reason = line?.data['reason']
  return typeof reason === 'object' && reason && 'code' in reason ? String(reason.code) : ''
}

/** Why the hall refused, in its own words. */
function reasonOf(line: JournalLine | undefined): string {
  const reason = line?.data['reason']
  if (typeof reason !== 'object' || reason === null) return '未说明原因'
  return 'detail' in reason ? String(reason.detail) : '未说明原因'
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
