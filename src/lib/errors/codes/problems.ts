import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What the `problems` room reports. */
export const registerProblems = {
  /** The register is damaged. */
  'HK-PROBLEM-001': problem<{ file: string; line: number }>(ExitCode.usage),
  'HK-PROBLEM-002': problem<{ id: string; nearest: readonly string[] }>(ExitCode.usage),
  /** Closed already, or not closed. */
  'HK-PROBLEM-003': problem<{ id: string; what: 'closed' | 'open' }>(ExitCode.usage),
  /** A file that is no register, or cannot be read. */
  'HK-PROBLEM-004': problem<{ file: string; cause: string }>(ExitCode.usage),
  /** Nothing was said that could be entered. */
  'HK-PROBLEM-005': problem(ExitCode.usage),
}

export const registerFindings = {
  'HK-PROBLEM-101': finding<{ id: string }>('error', 'templates/forms/problems.yaml'),
  'HK-PROBLEM-102': finding<{ unit: string }>('error', 'templates/forms/problems.yaml'),
}
