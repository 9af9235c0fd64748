import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** What putting people's accounts into a hall reports. */
export const provisionProblems = {
  /** The file is no plan of accounts; `at` is the key that is wrong, empty when it is no JSON. */
  'HK-ROST-301': problem<{ file: string; at: string }>(ExitCode.usage),
  /** The plan was made by another workspace. */
  'HK-ROST-302': problem<{ file: string }>(ExitCode.usage),
  /** The hall's accounts changed since the plan was made. */
  'HK-ROST-303': problem<{
    changed: readonly string[]
    added: readonly string[]
    gone: readonly string[]
  }>(ExitCode.stopped),
  'HK-ROST-304': problem<{ workNo: string }>(ExitCode.usage),
  /** A handout must not lie where the workspace is copied from. */
  'HK-ROST-306': problem<{ dir: string; workspace: string }>(ExitCode.usage),
  /** A handout that cannot be read: whether its passwords are in use is unknown. */
  'HK-ROST-307': problem<{ file: string }>(ExitCode.usage),
  /** An apply to `hall` that was cut short wrote its slips to `dir`: elsewhere people would get a second password. */
  'HK-ROST-308': problem<{ dir: string; hall: string; note: string }>(ExitCode.usage),
}
