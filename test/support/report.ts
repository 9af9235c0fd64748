import type {
  DrillPlan,
  DrillScore,
  JournalLine,
  RequirementResult,
  Verdict,
} from '../../src/lib/drill/index.js'
import { loadPack, type NoticePack } from '../../src/lib/notice/index.js'
import { proposalsOf } from '../../src/lib/problems/index.js'
import type { ReportFacts } from '../../src/lib/report/index.js'

const CASE = 'case-1'

/** The life of one case as journal lines, half an hour apart. */
function caseLines(unit: string): JournalLine[] {
  const events = [
    'case.submitted',
    'case.accepted',
    'case.granted',
    'case.settled',
    'case.collected',
  ]
  return events.map((event, index) => {
    const at = `2015-04-08T${String(9 + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}:00+08:00`
    return {
      v: 1,
      seq: index + 1,
      at,
      wall: at,
      type: 'hall.seen',
      key: `online-case/step@${unit}#1`,
      unit,
      by: { kind: 'observer', id: 'hall' },
      data: {
        hallSeq: index + 1,
        event,
        kind: 'case',
        id: CASE,
        number: 'A201504080001',
        actor: '532822001001',
        role: 'handler',
        state: 'x',
        hallAt: at,
        recordedAt: at,
        tag: null,
        round: null,
        data: { item: 'ITEM1' },
      },
      prev: null,
    }
  })
}

/** Results of every requirement for every unit that owes it: all as `verdict` says. */
function resultsOf(pack: NoticePack, verdict: Verdict): RequirementResult[] {
  return pack.requirements.flatMap((one) =>
    pack.units
      .filter((unit) => one.batches.includes(unit.batch))
      .flatMap((unit) => {
        const columns = one.each.includes('column') ? pack.columns : [null]
        return columns.map((column) => resultOf(one, unit.code, column, verdict))
      }),
  )
}

function resultOf(
  { id, theme, atLeast, clause }: NoticePack['requirements'][number],
  unit: string,
  column: string | null,
  verdict: Verdict,
): RequirementResult {
  const about = { requirement: id, theme, unit, column, atLeast, clause }
  const computed = verdict === 'disputed' ? 'met' : verdict
  const said = { computed, dispute: null, override: null, contradictions: [] } as const
  const facts =
    verdict === 'exempt'
      ? { counted: null, because: '无相应事项', evidence: [] }
      : { counted: atLeast, because: null, evidence: [1] }
  return { ...about, verdict, ...said, ...facts }
}

/** Facts of a drill of the shipped notice in which everybody met everything; `change` makes it another. */
export async function reportFacts(change: Partial<ReportFacts> = {}): Promise<ReportFacts> {
  const pack = change.pack ?? (await loadPack('menghai-2015'))
  const results = resultsOf(pack, 'met')
  const requirements = { met: results.length, late: 0, missed: 0, exempt: 0, disputed: 0 }
  const steps = { total: 5, done: 5, failed: 0, unknown: 0, skipped: 0, waiting: 0 }
  const score: DrillScore = {
    run: 'run-1',
    steps,
    requirements,
    results,
    units: [],
    trials: [],
    excused: [],
    journal: { events: 5, head: 'sha256:0' },
  }
  const unit = pack.units[0]
  if (unit === undefined) throw new Error('a pack without units')
  const item = {
    key: 'ITEM1',
    unit: { code: unit.code, name: unit.name },
    code: 'ITEM1',
    name: '企业投资项目备案',
    type: { code: '01', label: '行政许可' },
    caseType: null,
    statutory: null,
    promised: null,
    depth: 3,
    basis: null,
    conditions: null,
    materials: [],
    fee: { charged: null, raw: '' },
    office: null,
    nodes: [],
    supervision: null,
    version: 1,
    source: { file: 'a.xlsx', sha256: '0', sheet: '附件2', row: 5 },
  }
  const counts = { kept: 1, returned: 0 }
  return {
    pack,
    score,
    lines: caseLines(unit.code),
    cards: [],
    items: [item],
    mapping: { users: [], assignments: [], gaps: [] },
    intake: { items: counts, people: counts, articles: counts },
    returned: [],
    ...{ proposals: proposed(pack, change.score ?? score, change.lines ?? []), register: [] },
    titles: { events: { 'case.accepted': '受理' }, nodes: { approve: '审批' }, actions: {} },
    abilities: null,
    ...{ happenings: [], stepTitles: new Map() },
    day: '2015-04-09',
    ...change,
  }
}

/** The same facts with the first result of a requirement changed. */
export function withResult(
  facts: ReportFacts,
  requirement: string,
  change: Partial<RequirementResult>,
): ReportFacts {
  const { verdict } = change
  const index = facts.score.results.findIndex((one) => one.requirement === requirement)
  const results = facts.score.results.map((one, at) =>
    at === index
      ? { ...one, ...(verdict && verdict !== 'disputed' && { computed: verdict }), ...change }
      : one,
  )
  const score = { ...facts.score, results }
  return { ...facts, score, proposals: proposed(facts.pack, score, facts.lines) }
}

/** What such a run proposes for the register. */
function proposed(pack: NoticePack, score: DrillScore, lines: readonly JournalLine[]) {
  const { themes, units } = pack
  const plan = {
    themes,
    units,
    batches: [],
    scripts: [],
    rounds: [],
    steps: [],
  } as unknown as DrillPlan
  return proposalsOf({ plan, pack, score, lines, cards: [] })
}
