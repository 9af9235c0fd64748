import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** What the `demo` room reports: problems stop the command, findings belong to a record. */
export const demoProblems = {
  /** The folder is a workspace that no demo made: of another notice, or one that somebody works in. */
  'HK-DEMO-001': problem<{ dir: string; what: 'notice' | 'in-use'; notice: string }>(
    ExitCode.usage,
  ),
  /** The run in the folder has another seed. */
  'HK-DEMO-002': problem<{ asked: number; planned: number }>(ExitCode.usage),
}

export const demoFindings = {}
