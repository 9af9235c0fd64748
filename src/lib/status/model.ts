import type { DrillScore, RunState } from '../drill/index.js'
import type { UnitStanding } from '../inbox/index.js'
import type { NoticePack } from '../notice/index.js'
import type { RoleOwed } from '../roster/index.js'

/** The editions in which a report is written, by file name ending. */
export const editions = ['.docx', '.xlsx', '.html', '.json'] as const

/** The stages of a drill, in order; `none` is a folder that is no workspace. */
export type Stage = 'none' | 'collect' | 'mapping' | 'hall' | 'drill' | 'report' | 'done'

/** The hall that commands of this workspace would speak to. `toPush`: records it lacks or holds otherwise, null when not asked. */
export interface HallFacts {
  readonly url: string | null
  readonly state: 'none' | 'unreachable' | 'reachable'
  readonly toPush: number | null
}

/** A run of the workspace. `lastWall` is wall time of its last line. */
export interface RunFacts {
  readonly run: string
  readonly state: RunState
  readonly steps: DrillScore['steps']
  readonly requirements: DrillScore['requirements']
  readonly results: DrillScore['results']
  readonly lastWall: string | null
}

/** What the workspace holds, as far as a standing needs it. */
export interface StandingFacts {
  readonly pack: NoticePack
  readonly forms: readonly UnitStanding[]
  /** Roles that the notice wants; empty before people came in. */
  readonly roles: readonly RoleOwed[]
  /** Nodes without a person, by unit code. */
  readonly gaps: Readonly<Record<string, number>>
  /** True once work numbers were given (roster.lock.yaml). */
  readonly hasAccounts: boolean
  readonly hall: HallFacts
  /** The last written first; empty before the first. */
  readonly runs: readonly RunFacts[]
  /** The report's files that lie in `out`; `written` is wall time, ISO 8601. */
  readonly papers: readonly { readonly path: string; readonly written: string }[]
}

interface OfUnit {
  readonly unit: string
  readonly unitName: string
}

/** Something that somebody still owes. */
export type Missing =
  | (OfUnit & {
      readonly kind: 'form'
      readonly form: string
      readonly state: 'missing' | 'returned'
      readonly returned: number
    })
  | (OfUnit & {
      readonly kind: 'role'
      readonly role: string
      readonly title: string
      readonly have: number
      readonly need: number
    })
  | (OfUnit & { readonly kind: 'gap'; readonly nodes: number })
  | (OfUnit & {
      readonly kind: 'requirement'
      readonly requirement: string
      readonly column: string | null
      readonly verdict: 'late' | 'missed' | 'disputed' | 'unchecked'
      readonly counted: number | null
      readonly atLeast: number
    })

/** An obligation whose day has passed and that these still owe. */
export interface Overdue {
  readonly obligation: string
  readonly title: string
  readonly due: string
  readonly clause: string
  readonly owedBy: readonly string[]
}

/** One form over all units. */
export interface FormTally {
  readonly form: string
  readonly received: number
  readonly returned: number
  readonly missing: number
}

/** Where a drill stands. `next` is the command to run now, null when all is done. */
export interface Standing {
  readonly stage: Stage
  readonly notice: { readonly id: string; readonly number: string; readonly title: string } | null
  readonly on: string
  readonly forms: readonly FormTally[]
  readonly missing: readonly Missing[]
  readonly overdue: readonly Overdue[]
  readonly hall: HallFacts
  readonly runs: readonly Omit<RunFacts, 'results'>[]
  readonly papers: StandingFacts['papers']
  readonly next: string | null
}
