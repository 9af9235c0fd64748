import { ExitCode } from '../exit-code.js'
import { problem } from '../kinds.js'

/** What any command may report, whatever room it works in. */
export const generalProblems = {
  'HK-BUG-001': problem<{ detail: string }>(ExitCode.bug),
  'HK-USAGE-001': problem<{ detail: string }>(ExitCode.usage),
  'HK-USAGE-002': problem<{ command: string; nearest: readonly string[] }>(ExitCode.usage),
  'HK-USAGE-003': problem<{ flag: string; nearest: readonly string[] }>(ExitCode.usage),
  'HK-USAGE-004': problem<{ flag: string; value: string; options: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-USAGE-005': problem<{ names: readonly string[] }>(ExitCode.usage),
  'HK-USAGE-006': problem<{ flag: string; question: string }>(ExitCode.usage),
  'HK-INT-001': problem<{ resume: string }>(ExitCode.paused),
  'HK-INT-002': problem(ExitCode.interrupted),
}
