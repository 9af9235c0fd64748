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
  'HK-USAGE-007': problem<{ names: readonly string[] }>(ExitCode.usage),
  'HK-USAGE-008': problem<{ flag: string; options: readonly string[] }>(ExitCode.usage),
  'HK-USAGE-009': problem<{ flag: string }>(ExitCode.usage),
  'HK-USAGE-010': problem<{ value: string; kind: 'integer' | 'url' | 'file' | 'directory' }>(
    ExitCode.usage,
  ),
  'HK-USAGE-011': problem<{ flag: string; other: string }>(ExitCode.usage),
  'HK-USAGE-012': problem<{ flag: string; needs: readonly string[] }>(ExitCode.usage),
  'HK-USAGE-013': problem<{ flags: readonly string[]; how: 'one' | 'some' }>(ExitCode.usage),
  'HK-USAGE-014': problem<{ value: string; limit: number; side: 'min' | 'max' }>(ExitCode.usage),
  'HK-SYS-001': problem<{ path: string; reason: string }>(ExitCode.usage),
  'HK-SYS-002': problem<{ path: string }>(ExitCode.stopped),
  'HK-INT-001': problem<{ resume: string }>(ExitCode.paused),
  'HK-INT-002': problem(ExitCode.interrupted),
}
