/** What sort of entry it is: 问题, 故障, 建议, 意见. */
export const problemSorts = ['problem', 'fault', 'suggestion', 'opinion'] as const
export type ProblemSort = (typeof problemSorts)[number]

/** 一级: stops the launch or misses a quota; 二级: needs people's help; 三级: incomplete or inconvenient. */
export const severities = ['一级', '二级', '三级'] as const
export type Severity = (typeof severities)[number]

export const categories = ['系统', '数据', '流程', '人员'] as const
export type Category = (typeof categories)[number]

/** What is said of a problem and may change; null: nobody said it. Days are `2015-04-25`. */
export interface ProblemDetails {
  readonly sort: ProblemSort
  readonly fact: string
  readonly severity: Severity
  readonly category: Category
  /** Code of the unit that should mend it; null: nobody's in particular. */
  readonly unit: string | null
  readonly theme: string | null
  readonly cause: string | null
  readonly measure: string | null
  readonly owner: string | null
  readonly due: string | null
  readonly evidence: string
}

/** Problem as a run shows it, before anybody took it into the register. The same thing has the same key in every run. */
export interface ProposedProblem extends ProblemDetails {
  readonly key: string
}

/** How a problem was closed. */
export interface Closing {
  readonly day: string
  readonly by: string
  readonly because: string
}

/** One entry of the register. */
export interface RegisteredProblem extends ProblemDetails {
  /** `P001`: never given twice. */
  readonly id: string
  /** Set when a run proposed it. */
  readonly key: string | null
  readonly found: string
  /** Runs in which it was seen; more than one: it was carried over, or came back. */
  readonly runs: readonly string[]
  readonly closed: Closing | null
  /** How often it came back after it had been closed. */
  readonly returned: number
}
