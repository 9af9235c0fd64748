import type { DrillCard, DrillScore, Happening, JournalLine } from '../drill/index.js'
import type { StoredItem } from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import type { ProposedProblem, RegisteredProblem } from '../problems/index.js'
import type { Mapping } from '../roster/index.js'

/** The three forms that the stores hold: 附件2, 附件1表2, 附表3. */
export type FormName = 'items' | 'people' | 'articles'

/** Records of one form as the store holds them: taken in, and sent back (退回待改). */
export interface FormCounts {
  readonly kept: number
  readonly returned: number
}

/** A record sent back (退回待改), its findings already in words. */
export interface ReturnedRecord {
  readonly unit: string
  readonly form: FormName
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly reasons: readonly {
    readonly code: string
    readonly message: string
    readonly fix: string
  }[]
}

/** Words for event types (`case.accepted` -> 受理), actions and nodes (`approve` -> 审批), from the hall's rules. */
export interface Titles {
  readonly events: Readonly<Record<string, string>>
  readonly nodes: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, string>>
}

/** What the hall was found able to do, in words. `at` is the moment of the check, `2015-04-07T15:20:00+08:00`. */
export interface HallAbilities {
  readonly hall: string
  readonly url: string
  readonly connector: string | null
  readonly at: string
  readonly capabilities: readonly {
    readonly id: string
    readonly capability: string
    readonly result: string
    readonly evidence: string
  }[]
}

/** Everything a report is computed from: the journal and the stores, never the hall. */
export interface ReportFacts {
  readonly pack: NoticePack
  readonly score: DrillScore
  readonly lines: readonly JournalLine[]
  /** The cards of the drill's own supervision. */
  readonly cards: readonly DrillCard[]
  /** What no quota shows: absences, makeups, outages, pauses, stand-ins, notes, disputes. */
  readonly happenings: readonly Happening[]
  /** What a step is called, by its key. */
  readonly stepTitles: ReadonlyMap<string, string>
  readonly items: readonly StoredItem[]
  readonly mapping: Mapping
  readonly intake: Readonly<Record<FormName, FormCounts>>
  readonly returned: readonly ReturnedRecord[]
  readonly titles: Titles
  /** null: the drill's hall was not checked. */
  readonly abilities: HallAbilities | null
  /** What the run shows, and what people entered in the register of the workspace. */
  readonly proposals: readonly ProposedProblem[]
  readonly register: readonly RegisteredProblem[]
  /** The day the paper bears, `2015-04-09`. */
  readonly day: string
}
