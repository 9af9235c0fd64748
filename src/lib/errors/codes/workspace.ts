import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What the `workspace` room reports: problems stop the command, findings belong to a record. */
export const workspaceProblems = {
  /** No hallkit.yaml here or in any folder above. */
  'HK-WORK-001': problem<{ dir: string }>(ExitCode.usage),
  'HK-WORK-002': problem<{ dir: string }>(ExitCode.usage),
  'HK-WORK-003': problem<{ dir: string; entries: readonly string[] }>(ExitCode.usage),
  'HK-WORK-004': problem<{ dir: string; reason: string }>(ExitCode.usage),
  /** A network share: SQLite's shared memory file does not work there. */
  'HK-WORK-005': problem<{ dir: string; disk: string }>(ExitCode.usage),
  /** A folder that a cloud disk copies while we write. */
  'HK-WORK-006': problem<{ dir: string; service: string }>(ExitCode.usage),
  'HK-WORK-007': problem<{ pid: number; host: string; started: string; file: string }>(
    ExitCode.stopped,
  ),
  'HK-WORK-008': problem<{ file: string; found: number; known: number }>(ExitCode.usage),
  'HK-WORK-009': problem<{ file: string; reason: string }>(ExitCode.usage),
  'HK-WORK-010': problem<{ reason: string }>(ExitCode.usage),
  'HK-WORK-011': problem<{ file: string; reason: string }>(ExitCode.usage),
}

export const workspaceFindings = {
  /** A second record of the same natural key in one file: kept aside, never laid over the first. */
  'HK-WORK-101': finding<{ key: string; row: number }>('error', 'DESIGN §2.7'),
  'HK-WORK-102': finding<{ wanted: string; written: string }>('hint', 'DESIGN §14'),
}
