import { ExitCode } from '../exit-code.js'
import { finding, problem } from '../kinds.js'

/** How characters were lost or mistaken. */
type Sign =
  | 'question'
  | 'replaced'
  | 'private'
  | 'gbk-as-latin1'
  | 'utf8-as-latin1'
  | 'utf8-as-gbk'
  | 'control'

/** Why an answer about a row that was kept out is not taken. */
export type AnswerFlaw =
  | ('not-kept-out' | 'changed' | 'way' | 'reason' | 'unchanged' | 'long')
  | 'unsure'

/** Why a source does not open or a table is not read. */
type Cause =
  | ('driver' | 'tls' | 'oracle-old' | 'oracle-verifier' | 'mysql-old-login' | 'login')
  | ('database' | 'refused' | 'host' | 'timeout' | 'charset' | 'missing' | 'privilege')
  | ('damaged' | 'other')

/** What the `migrate` room reports of old data before and beside a run. */
export const migrateSurveyProblems = {
  /** Nothing says what reads the file or address. */
  'HK-MIG-030': problem<{ source: string }>(ExitCode.usage),
  'HK-MIG-031': problem<{ address: string }>(ExitCode.usage),
  'HK-MIG-032': problem<{ source: string; faults: readonly string[] }>(ExitCode.usage),
  'HK-MIG-033': problem<{ file: string }>(ExitCode.usage),
  'HK-MIG-034': problem<{ entity: string; key: string; nearest: readonly string[] }>(
    ExitCode.usage,
  ),
  'HK-MIG-035': problem<{ key: string; hallKey: string; operator: string }>(ExitCode.usage),
  'HK-MIG-037': problem<{ file: string; reason: string }>(ExitCode.usage),
  /** Less or more than the old server counted. */
  'HK-MIG-038': problem<{ file: string; table: string; counted: number; found: number }>(
    ExitCode.stopped,
  ),
  'HK-MIG-039': problem<{ file: string; byte: number }>(ExitCode.stopped),
  'HK-MIG-040': problem<{ example: string; known: readonly string[] }>(ExitCode.usage),
  'HK-MIG-041': problem<{ file: string }>(ExitCode.usage),
  'HK-MIG-036': problem<{ hallKey: string; key: string }>(ExitCode.usage),
}

const SAME_DAY = '人工补录当日办结'
const CODES = '代码对照表'
const READY = '迁移前的准备'
const SOURCE = '源数据本身残缺'

export const migrateSurveyFindings = {
  'HK-MIG-501': finding<{
    table: string
    column: string
    sign: Sign
    rows: number
    places: readonly string[]
  }>('warning', SOURCE),
  'HK-MIG-502': finding<{ table: string; rows: number }>('warning', SOURCE),
  /** Late entries in one go look like 事后批量补录. */
  'HK-MIG-504': finding<{ operator: string; cases: number; from: string; to: string }>(
    'warning',
    SAME_DAY,
  ),
  'HK-MIG-505': finding<{ cases: number }>('warning', SAME_DAY),
  'HK-MIG-510': finding<{ table: string; value: string; target: string }>('error', CODES),
  'HK-MIG-511': finding<{ table: string; known: readonly string[] }>('error', CODES),
  'HK-MIG-512': finding<{
    table: string
    value: string
    target: string
    allowed: readonly string[]
  }>('error', CODES),
  'HK-MIG-513': finding<{ table: string; value: string; target: string }>('warning', CODES),
  /** An answer about a row that was kept out, and cannot be taken. */
  'HK-MIG-514': finding<{ key: string; why: AnswerFlaw; text: string }>('error', '退回待改'),
  'HK-MIG-520': finding<{ place: string; driver: string; cause: Cause; reason: string }>(
    'error',
    READY,
  ),
  'HK-MIG-521': finding<{
    place: string
    driver: string
    table: string
    cause: Cause
    reason: string
  }>('error', READY),
  'HK-MIG-522': finding<{ place: string; tables: readonly string[] }>('warning', READY),
  'HK-MIG-523': finding<{ folder: string; needed: number; free: number }>('error', READY),
  'HK-MIG-524': finding<{ folder: string; disk: string }>('warning', READY),
  'HK-MIG-525': finding<{ folder: string; reason: string }>('error', READY),
  'HK-MIG-526': finding<{ driver: string; entity: string; reason: string }>('error', READY),
  'HK-MIG-527': finding<{ entity: string; table: string }>('warning', READY),
  'HK-MIG-528': finding<{ entity: string; table: string; isOnce: boolean }>('warning', READY),
  'HK-MIG-503': finding<{ table: string; columns: readonly string[] }>('warning', SOURCE),
  'HK-MIG-506': finding<{ table: string; columns: number }>('warning', SOURCE),
}
