import type { NoticePack } from '../notice/index.js'
import type { Store } from '../workspace/index.js'
import type { InboxRules } from './knowledge.js'
import type { InboxFile, UnitName } from './model.js'

/** What the inbox works with. `at` is wall time of the import, ISO 8601 with offset. */
export interface InboxOptions extends InboxRules {
  readonly store: Store
  readonly pack: NoticePack
  /** Take in only these forms, by id; null takes in all. */
  readonly only: readonly string[] | null
  readonly files: readonly InboxFile[]
  /** The unit of files that do not tell theirs. */
  readonly unit: UnitName | null
  readonly at: string
  readonly signal?: AbortSignal
  /** The command that goes on after an interruption. */
  readonly resume?: string
}
