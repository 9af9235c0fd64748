import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

interface InFile {
  file: string
}

/** What was too much: bytes of the file, bytes once unpacked, bytes beside the rows, archive entries, cells with a value, merged ranges. */
export type SizeKind = 'file' | 'inflated' | 'shell' | 'entries' | 'cells' | 'merges'

/**
 * Where a file is damaged: the archive's directory, an entry of it, the sectors of an .xls, a whole sheet, or what the
 * parser or the text reader stumbled on (`at` says it in its own words).
 */
export type DamageKind = 'directory' | 'entry' | 'sectors' | 'sheet' | 'content'

/** What the `sheets` room reports: problems stop the command, findings belong to a record. */
export const sheetsProblems = {
  'HK-SHEET-001': problem<InFile>(ExitCode.usage),
  'HK-SHEET-002': problem<InFile>(ExitCode.usage),
  'HK-SHEET-003': problem<InFile & { reason: string }>(ExitCode.usage),
  'HK-SHEET-004': problem<InFile>(ExitCode.usage),
  'HK-SHEET-005': problem<InFile & { kind: string }>(ExitCode.usage),
  'HK-SHEET-006': problem<InFile>(ExitCode.usage),
  'HK-SHEET-007': problem<InFile & { damage: DamageKind; at: string }>(ExitCode.usage),
  'HK-SHEET-008': problem<InFile & { what: SizeKind; limit: number }>(ExitCode.stopped),
  'HK-SHEET-009': problem<InFile & { entry: string; ratio: number; limit: number }>(
    ExitCode.stopped,
  ),
  'HK-SHEET-010': problem<InFile & { seconds: number }>(ExitCode.stopped),
  'HK-SHEET-011': problem<InFile & { megabytes: number }>(ExitCode.stopped),
  'HK-SHEET-012': problem<InFile & { tried: readonly string[]; likely: string | null }>(
    ExitCode.usage,
  ),
  'HK-SHEET-013': problem<InFile & { encoding: string }>(ExitCode.usage),
  'HK-SHEET-014': problem<InFile & { encoding: string }>(ExitCode.usage),
  'HK-SHEET-015': problem<InFile & { line: number }>(ExitCode.usage),
  'HK-SHEET-016': problem<InFile>(ExitCode.usage),
  'HK-SHEET-017': problem<InFile>(ExitCode.usage),
  'HK-SHEET-020': problem<{ form: string; known: readonly string[] }>(ExitCode.usage),
  'HK-SHEET-021': problem<InFile & { detail: string }>(ExitCode.usage),
  'HK-SHEET-030': problem<InFile & { sheet: string; form: string; expected: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-SHEET-031': problem<
    InFile & { sheet: string; missing: readonly string[]; candidates: readonly string[] }
  >(ExitCode.usage),
  'HK-SHEET-032': problem<InFile & { sheet: string; field: string; candidates: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-SHEET-033': problem<InFile & { sheet: string; column: string; known: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-SHEET-034': problem<{ field: string; known: readonly string[] }>(ExitCode.usage),
  'HK-SHEET-035': problem<InFile & { sheet: string; row: number; rows: number }>(ExitCode.usage),
  'HK-SHEET-036': problem<InFile & { sheet: string; row: number; missing: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-SHEET-060': problem<InFile & { sheet: string; cell: string; before: string; after: string }>(
    ExitCode.bug,
  ),
}

export const sheetsFindings = {
  'HK-SHEET-101': finding<{ shown: string }>('error', 'Excel 数值只保留 15 位有效数字'),
  'HK-SHEET-102': finding<{ formula: string }>('warning', '只取公式的缓存值，不代为计算'),
  'HK-SHEET-103': finding<{ shown: string }>('warning', 'Excel 错误值'),
  'HK-SHEET-104': finding<{ count: number }>('hint', '隐藏行照样读取'),
  'HK-SHEET-105': finding('hint', '隐藏工作表照样读取'),
  'HK-SHEET-106': finding<{ text: string; field: string; used: string }>(
    'warning',
    '一个字段只取一列',
  ),
  'HK-SHEET-107': finding<{ columns: readonly string[] }>('hint', '隐藏列照样读取'),
}
