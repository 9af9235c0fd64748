/** Facts only: what the journal may hold. Verdicts are computed from these, never stored here. */
export const journalTypes = [
  'run.started',
  'run.resumed',
  'run.paused',
  'run.finished',
  'batch.opened',
  'batch.closed',
  'step.intent',
  'step.done',
  'step.adopted',
  'step.failed',
  'step.unknown',
  'step.skipped',
  'step.opened',
  'step.understudied',
  'step.reported',
  'unit.attended',
  'unit.absent',
  'makeup.opened',
  'outage.declared',
  'gate.signed',
  'safeguard.tripped',
  'hall.seen',
  'hall.stated',
  'hall.contradicted',
  'list.read',
  'object.created',
  'object.removed',
  'expect.checked',
  'verdict.disputed',
  'verdict.overridden',
  'note.added',
] as const

export type JournalType = (typeof journalTypes)[number]

export interface JournalActor {
  readonly kind: 'robot' | 'human' | 'understudy' | 'observer' | 'operator' | 'engine'
  readonly id: string
}

/** One line of `journal.jsonl`. `at` is drill time, `wall` real time; `prev` is the sha-256 of the line before, or null. */
export interface JournalLine {
  readonly v: 1
  readonly seq: number
  readonly at: string
  readonly wall: string
  readonly type: JournalType
  readonly key?: string
  readonly unit?: string
  readonly as?: string
  readonly by: JournalActor
  readonly data: Readonly<Record<string, unknown>>
  readonly prev: string | null
}

/** A line before the journal numbers, dates and chains it. */
export type JournalEntry = Omit<JournalLine, 'v' | 'seq' | 'wall' | 'prev'>

/** What the facts alone say; `unchecked`: nothing that was looked at could show it, which is not 0. */
export type Computed = 'met' | 'late' | 'missed' | 'exempt' | 'unchecked'

/** met / late / missed / exempt / disputed, or unchecked: there is nothing between (DESIGN §9). */
export type Verdict = Computed | 'disputed'

/** What a person said of a verdict, with the line of the journal. It stands beside what the facts say, never instead of it. */
export interface Said {
  readonly seq: number
  readonly by: string
  readonly because: string
  readonly evidence: readonly string[]
}

/** A verdict for one unit and one requirement (and column), with the journal lines that prove it. */
export interface RequirementResult {
  readonly requirement: string
  readonly theme: string
  readonly unit: string
  readonly column: string | null
  readonly atLeast: number
  /** Observed in the window; null when exempt or unchecked (not applicable, not measured: not zero). */
  readonly counted: number | null
  /** `disputed` while somebody contests it, or the hall's own lists contradict each other; else what the facts say. */
  readonly verdict: Verdict
  readonly computed: Computed
  readonly dispute: Said | null
  /** What the leadership decided instead; `computed` and the score keep what the facts say. */
  readonly override: (Said & { readonly verdict: Computed }) | null
  /** Journal lines of lists that tell different moments of the facts that decide here. */
  readonly contradictions: readonly number[]
  readonly because: string | null
  readonly clause: string
  readonly evidence: readonly number[]
}

/** A negative test: the hall refused it, let it through, or it proves nothing (not played, or refused for something else). */
export interface TrialResult {
  /** What the hall enforces by refusing: `S5`. */
  readonly rule: string
  readonly key: string
  readonly unit: string
  readonly account: string
  readonly verdict: 'refused' | 'let-through' | 'untested'
  /** The hall's own code and words; null when it said nothing. */
  readonly code: string | null
  readonly detail: string
  /** Numbers of the journal lines that show it. */
  readonly evidence: readonly number[]
}

/** How many verdicts of each sort; `unchecked` only when there are some. */
export type VerdictCounts = Readonly<Record<Exclude<Verdict, 'unchecked'>, number>> & {
  readonly unchecked?: number
}

/** How a unit did; grade and score null when the plan has no rule for them or the unit owes nothing. */
export interface UnitScore {
  readonly code: string
  readonly name: string
  readonly grade: string | null
  readonly score: number | null
  /** The same by the verdicts that the leadership decided; absent when it decided none. */
  readonly decided?: { readonly grade: string | null; readonly score: number | null }
  /** Requirements (with the column, `R1/通知公告`) that were not met, late ones included. */
  readonly missed: readonly string[]
}

/** Time that outages took from a unit's windows: shown beside the verdicts, which go by the original clock. */
export interface ExcusedUnit {
  readonly unit: string
  readonly minutes: number
  readonly causes: readonly string[]
  /** Until when the unit's last window would have been open with that time added. */
  readonly until: string
}

/** The score of a run: a pure function of plan and journal. */
export interface DrillScore {
  readonly run: string
  readonly steps: {
    readonly total: number
    readonly done: number
    readonly failed: number
    readonly unknown: number
    readonly skipped: number
    readonly waiting: number
  }
  /** `unchecked` only when there are some. */
  readonly requirements: VerdictCounts
  readonly results: readonly RequirementResult[]
  readonly units: readonly UnitScore[]
  readonly trials: readonly TrialResult[]
  readonly excused: readonly ExcusedUnit[]
  readonly journal: { readonly events: number; readonly head: string | null }
}
