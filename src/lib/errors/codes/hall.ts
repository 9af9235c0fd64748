import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What the `hall` room reports: problems stop the command, findings belong to a record. */
export const hallProblems = {
  'HK-HALL-001': problem<{ url: string; cause: string }>(ExitCode.unreachable),
  'HK-HALL-002': problem<{ url: string; account: string; detail: string }>(ExitCode.unreachable),
  'HK-HALL-003': problem<{
    action: string
    status: number
    code: string
    detail: string
    allowed: readonly string[]
  }>(ExitCode.unreachable),
  'HK-HALL-004': problem<{ action: string; detail: string; allowed: readonly string[] }>(
    ExitCode.unreachable,
  ),
  'HK-HALL-005': problem<{ action: string }>(ExitCode.unreachable),
  'HK-HALL-006': problem<{ action: string; account: string; cause: string }>(ExitCode.unreachable),
  'HK-HALL-007': problem<{ url: string; detail: string }>(ExitCode.unreachable),
  'HK-HALL-010': problem<{ file: string; kind: string }>(ExitCode.usage),
  'HK-HALL-011': problem<{
    file: string
    line: number
    column: number
    at: string
    sort: string
    name: string
  }>(ExitCode.usage),
  'HK-HALL-012': problem<{ port: number }>(ExitCode.usage),
  'HK-HALL-013': problem<{ file: string; detail: string }>(ExitCode.usage),
  'HK-HALL-014': problem<{ file: string }>(ExitCode.usage),
  'HK-HALL-015': problem<{ account: string; file: string }>(ExitCode.usage),
  /** The hall does not hold the accounts that shall act. */
  'HK-HALL-016': problem<{ url: string; missing: number; of: number; some: readonly string[] }>(
    ExitCode.usage,
  ),
  /** The workspace's own hall runs already. */
  'HK-HALL-017': problem<{ url: string }>(ExitCode.usage),
}

export const hallFindings = {
  /** What was kept of the last check of a hall cannot be read. */
  'HK-HALL-108': finding<{ file: string; at: string }>('warning', 'docs/formats.md'),
  /** The last check was of a hall that is not the one of this workspace. */
  'HK-HALL-109': finding<{ hall: string; url: string }>('warning', 'docs/formats.md'),
}
