import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** Why a file is no table that hallkit reads. */
type DbfFault = 'short' | 'header' | 'fields' | 'length' | 'dbase2' | 'dbase7'

/** What the `migrate` room reports: problems stop the command, findings say why a row is kept out. */
export const migrateProblems = {
  'HK-MIG-001': problem<{ place: string; reason: string }>(ExitCode.unreachable),
  'HK-MIG-002': problem<{ table: string; place: string; nearest: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-MIG-003': problem<{ file: string; byte: number; megabytes: number }>(ExitCode.usage),
  'HK-MIG-004': problem<{ file: string; line: number }>(ExitCode.usage),
  'HK-MIG-005': problem<{ file: string }>(ExitCode.usage),
  'HK-MIG-006': problem<{ file: string; reason: DbfFault }>(ExitCode.usage),
  'HK-MIG-007': problem<{ file: string; claimed: number; found: number }>(ExitCode.usage),
  'HK-MIG-008': problem<{ file: string; reason: string }>(ExitCode.unreachable),
  'HK-MIG-009': problem<{ driver: string }>(ExitCode.usage),
}

const SOURCE = '源数据本身残缺'

export const migrateFindings = {
  'HK-MIG-201': finding<{ expected: number; found: number }>('error', SOURCE),
  'HK-MIG-203': finding('error', SOURCE),
  'HK-MIG-204': finding<{ column: string }>('error', SOURCE),
}
