import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** Why a file is no table that hallkit reads. */
type DbfFault = 'short' | 'header' | 'fields' | 'length' | 'dbase2' | 'dbase7'
/** How somebody's change of a target's file stands in the way of writing it. */
type FileChange = 'header' | 'row' | 'twice' | 'interrupted' | 'meanwhile'
/** What is wrong with a number that has a check digit. */
type Fault = 'length' | 'characters' | 'check-digit' | 'region' | 'date'

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
  'HK-MIG-010': problem<{ entity: string; column: string; nearest: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-MIG-011': problem<{ entity: string; file: string; nearest: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-MIG-012': problem<{ table: string; columns: readonly string[] }>(ExitCode.usage),
  /** An entity needs one of which nothing was migrated yet. */
  'HK-MIG-013': problem<{ entity: string; needs: string }>(ExitCode.usage),
  /** New columns under `contract: { new_columns: stop }`. */
  'HK-MIG-014': problem<{ entity: string; columns: readonly string[] }>(ExitCode.stopped),
  /** Columns of another type under `contract: { type_change: stop }`. */
  'HK-MIG-015': problem<{ entity: string; columns: readonly string[] }>(ExitCode.stopped),
  /** `--since` that is no date, or that no entity has a column for. */
  'HK-MIG-016': problem<{ since: string; reason: 'date' | 'column' }>(ExitCode.usage),
  /** A table that a hall does not take. */
  'HK-MIG-017': problem<{ table: string; known: readonly string[] }>(ExitCode.usage),
  /** A step of program code that its module does not export. */
  'HK-MIG-018': problem<{
    file: string
    module: string
    name: string
    known: readonly string[]
    nearest: readonly string[]
  }>(ExitCode.usage),
  'HK-MIG-020': problem<{ mapping: string }>(ExitCode.usage),
  'HK-MIG-021': problem<{ what: 'mapping' | 'source'; name: string }>(ExitCode.stopped),
  'HK-MIG-022': problem<{ entity: string; quarantined: number; read: number; resume: string }>(
    ExitCode.stopped,
  ),
  'HK-MIG-024': problem<{ file: string; source: string }>(ExitCode.usage),
  'HK-MIG-025': problem<{ run: number; known: readonly string[] }>(ExitCode.usage),
  'HK-MIG-026': problem<{ entity: string; key: string; nearest: readonly string[] }>(
    ExitCode.usage,
  ),
  /** A ledger of another version of this program. */
  'HK-MIG-027': problem<{ file: string }>(ExitCode.usage),
  /** A table that cannot take back what was half written. */
  'HK-MIG-055': problem<{ table: string; engine: string }>(ExitCode.usage),
  /** A table of a server gave other rows than it has. */
  'HK-MIG-028': problem<{ place: string; table: string; counted: number; read: number }>(
    ExitCode.stopped,
  ),
  /** A file of somebody else in the place of one that a mapping writes. */
  'HK-MIG-019': problem<{ file: string }>(ExitCode.usage),
  /** A file of the target that somebody changed in a way that cannot be kept. */
  'HK-MIG-029': problem<{ file: string; reason: FileChange; line: number }>(ExitCode.stopped),
  /** Records that a hall was sent, and nobody knows whether it took them. */
  'HK-MIG-042': problem<{ first: string; count: number; cause: string }>(ExitCode.unreachable),
  /** A decision about a row that does not fit what is known of it in the hall. */
  'HK-MIG-043': problem<{ key: string; standing: 'unknown' | 'there' | 'absent' }>(ExitCode.usage),
  /** An SQLite file with a log of writes (WAL) in a folder that cannot be written. */
  'HK-MIG-046': problem<{ file: string }>(ExitCode.unreachable),
  /** A function of program code that does not return. */
  'HK-MIG-048': problem<{ step: string; place: string; seconds: number }>(ExitCode.stopped),
  /** A mapping that leaves something to be decided. */
  'HK-MIG-047': problem<{ file: string; count: number; lines: readonly number[] }>(ExitCode.usage),
  'HK-MIG-023': problem<{ target: string; reason: string }>(ExitCode.unreachable),
}

const SOURCE = '源数据本身残缺'
const MAPPING = '映射文件的规则'
const KEY = '每条源数据有唯一的主键'

export const migrateFindings = {
  'HK-MIG-201': finding<{ expected: number; found: number }>('error', SOURCE),
  'HK-MIG-202': finding('error', SOURCE),
  'HK-MIG-203': finding('error', SOURCE),
  'HK-MIG-204': finding<{ column: string }>('error', SOURCE),
  'HK-MIG-205': finding<{ text: string }>('error', SOURCE),
  'HK-MIG-301': finding('error', MAPPING),
  'HK-MIG-302': finding<{ text: string }>('error', MAPPING),
  'HK-MIG-303': finding<{ text: string }>('error', MAPPING),
  'HK-MIG-304': finding<{ text: string }>('error', MAPPING),
  'HK-MIG-305': finding<{ table: string; text: string }>('error', MAPPING),
  'HK-MIG-306': finding<{ entity: string; text: string }>('error', MAPPING),
  'HK-MIG-307': finding<{ text: string; fault: Fault }>('error', 'GB 11643-1999'),
  'HK-MIG-308': finding<{ text: string; fault: Fault }>('error', 'GB 32100-2015、GB 11714-1997'),
  'HK-MIG-309': finding<{ text: string }>('error', 'GB/T 2260'),
  'HK-MIG-310': finding<{ text: string }>('error', MAPPING),
  'HK-MIG-311': finding<{ limit: number; found: number }>('error', MAPPING),
  'HK-MIG-312': finding<{ text: string; allowed: readonly string[] }>('error', MAPPING),
  'HK-MIG-313': finding<{ text: string; min: number; max: number }>('error', MAPPING),
  'HK-MIG-314': finding('error', SOURCE),
  'HK-MIG-315': finding<{ text: string; places: number }>('error', MAPPING),
  'HK-MIG-316': finding('error', MAPPING),
  'HK-MIG-318': finding<{ rule: string; detail: string }>('error', MAPPING),
  'HK-MIG-319': finding<{ rule: string; that: string }>('error', MAPPING),
  'HK-MIG-320': finding<{ key: string }>('error', KEY),
  'HK-MIG-321': finding<{ columns: readonly string[] }>('error', KEY),
  'HK-MIG-322': finding<{ detail: string }>('error', '目标库的约束'),
  'HK-MIG-323': finding<{ other: string; fields: readonly string[] }>('error', KEY),
  'HK-MIG-324': finding<{ dst: string }>('error', '目标中后来人工改动的，不予覆盖'),
  'HK-MIG-325': finding<{ path: string; reason: 'missing' | 'outside' }>('error', SOURCE),
  'HK-MIG-326': finding<{
    text: string
    year: number
    fault: 'divided' | 'reused' | 'later'
    among: readonly string[]
  }>('error', 'GB/T 2260'),
  'HK-MIG-327': finding<{ step: string; fault: 'threw' | 'async' | 'type'; detail: string }>(
    'error',
    MAPPING,
  ),
  /** Characters that the encoding of the target's files lacks. */
  'HK-MIG-328': finding<{ encoding: string; signs: string }>('error', '目标文件的编码'),
  /** Sent to a hall that neither answered nor tells whether it took it. */
  'HK-MIG-332': finding<{ dst: string }>('error', '结果不明的，查清以前不重送'),
  /** Changed in the source, and the hall does not tell what it holds by now. */
  'HK-MIG-333': finding<{ dst: string }>('error', '看不到现状的，不予覆盖'),
  'HK-MIG-401': finding<{ entity: string; columns: readonly string[] }>('warning', MAPPING),
  'HK-MIG-402': finding<{ entity: string; count: number; sample: readonly string[] }>(
    'warning',
    '源数据中已没有的行，目标中仍保留',
  ),
  'HK-MIG-403': finding<{ entity: string; columns: readonly string[] }>('warning', MAPPING),
  /** An entity of which a run read no row. */
  'HK-MIG-404': finding<{ entity: string; table: string }>('warning', SOURCE),
  /** Rows without a key that are another one word for word. */
  'HK-MIG-405': finding<{ entity: string; count: number; sample: readonly string[] }>(
    'warning',
    KEY,
  ),
  /** Sent to a hall before a run was broken off, and gone from the source since. */
  'HK-MIG-406': finding<{ entity: string; count: number; sample: readonly string[] }>(
    'warning',
    '源数据中已没有的行，目标中仍保留',
  ),
  'HK-MIG-410': finding<{ entity: string; column: string; nearest: readonly string[] }>(
    'error',
    MAPPING,
  ),
  'HK-MIG-411': finding<{ table: string }>('warning', MAPPING),
  'HK-MIG-412': finding<{ entity: string }>('warning', MAPPING),
  /** Something that nobody has decided yet. */
  'HK-MIG-413': finding<{ lines: readonly number[] }>('warning', MAPPING),
}
