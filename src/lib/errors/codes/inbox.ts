import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** What the `inbox` room reports: problems stop one file (or the command), findings belong to a record. */
export const inboxProblems = {
  'HK-INBOX-001': problem<{ file: string; forms: readonly string[] }>(ExitCode.usage),
  'HK-INBOX-002': problem<{ file: string }>(ExitCode.usage),
  'HK-INBOX-003': problem<{ file: string; text: string; nearest: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-INBOX-004': problem<{ path: string }>(ExitCode.usage),
  'HK-INBOX-005': problem<{ paths: readonly string[] }>(ExitCode.usage),
  'HK-INBOX-006': problem<{ file: string; read: number; accounted: number }>(ExitCode.bug),
  'HK-INBOX-007': problem<{ unit: string; nearest: readonly string[] }>(ExitCode.usage),
  'HK-INBOX-008': problem<{ file: string; errors: number }>(ExitCode.findings),
  'HK-INBOX-009': problem<{ file: string; sheet: string; known: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-INBOX-020': problem<{ text: string }>(ExitCode.usage),
  'HK-INBOX-021': problem<{ file: string; sheet: string; form: string }>(ExitCode.usage),
  'HK-INBOX-022': problem<{ file: string; form: string; title: string }>(ExitCode.usage),
}

export const inboxFindings = {
  'HK-INBOX-010': finding<{ text: string }>('error', '栏目信息表 日期'),
  'HK-INBOX-011': finding<{ field: string }>('error', '表样 必填项'),
  'HK-INBOX-012': finding<{ column: string; known: readonly string[] }>(
    'error',
    '演练方案规定的栏目',
  ),
  'HK-INBOX-013': finding<{ title: string; row: number }>('error', '同一栏目信息不得重复'),
  'HK-INBOX-014': finding<{ sheet: string }>('warning', '未识别的工作表'),
  'HK-INBOX-015': finding<{ rows: readonly string[] }>('error', '涉密事项不得在非涉密系统中报送'),
  'HK-INBOX-017': finding<{ title: string; version: number; current: number }>(
    'warning',
    '以最新下发的空表为准',
  ),
  'HK-INBOX-018': finding<{
    field: string
    text: string
    wanted: string
    known: readonly string[]
  }>('error', '表样 栏目类型'),
  'HK-INBOX-019': finding<{ field: string; text: string }>('warning', '表样 栏目类型'),
  'HK-INBOX-016': finding<{ file: string; code: string }>('warning', '退回表未生成'),
}
