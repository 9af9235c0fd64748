import type { NoticePack } from '../notice/index.js'
import type { Store } from '../workspace/index.js'
import type { UnitRegister } from './added-units.js'
import type { InboxRules } from './knowledge.js'
import type { FileResult, InboxFile, UnitName } from './model.js'
import type { UnitProfile } from './profiles.js'
import type { ReadFile } from './read-file.js'
import type { AskColumn, ReadingChoices } from './reading-choices.js'

/** Writes a return file and gives its path, null when there is nothing to give back. */
export type GiveBack = (read: ReadFile, result: FileResult) => Promise<string | null>

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
  /** How files are read; nothing said means everything is recognised. */
  readonly choices?: ReadingChoices
  readonly profiles?: ReadonlyMap<string, UnitProfile>
  /** Whom to ask which column is meant; without anybody such a file stops. */
  readonly ask?: AskColumn | null
  /** Where units that nobody knows are registered; without it such a file stops. */
  readonly register?: UnitRegister | null
  /** A file with any error changes nothing. */
  readonly strict?: boolean
  /** What a unit does not report any more is withdrawn, for this reason in words. */
  readonly complete?: string | null
  /** Makes the return file of a file of which something was returned; gives its path. */
  readonly giveBack?: GiveBack | null
  readonly signal?: AbortSignal
  /** The command that goes on after an interruption. */
  readonly resume?: string
}
