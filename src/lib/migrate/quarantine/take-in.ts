import { basename } from 'node:path'
import { type Finding, type FindingParams, found } from '../../errors/index.js'
import type { QuarantinedRow } from '../ledger/index.js'
import { openManually } from '../manual/queue.js'
import type { Migration } from '../run/open.js'
import { waiveRow } from './act.js'
import { type AnsweredRow, printOf, readAnswers, shownValue, ways } from './sheet.js'

/** What came of a list that people filled in: how many rows were decided in which way; `left` say nothing yet, `known` nothing new. */
export interface AnswersTakenIn {
  readonly fixed: number
  readonly waived: number
  readonly keyedByHand: number
  readonly left: number
  readonly known: number
  readonly findings: readonly Finding[]
}

/** Who brings the answers, and why where the list itself does not say it. */
export interface Bringing {
  readonly by: string
  readonly because: string | null
  readonly now: string
}

type Why = FindingParams<'HK-MIG-514'>['why']
type Verdict =
  | keyof Omit<AnswersTakenIn, 'findings'>
  | { readonly why: Why; readonly text?: string }

/**
 * Takes in the answers of a list of rows that were kept out: cells that were changed are corrections, 处理 says what is left
 * behind or keyed by hand. One transaction; the same list again changes nothing. HK-MIG-514 for each row that cannot be taken:
 * it is not kept out, has changed in the source since, says what nobody understands, or gives no reason.
 */
export async function takeInAnswers(
  migration: Migration,
  file: string,
  bringing: Bringing,
): Promise<AnswersTakenIn> {
  const answers = await readAnswers(file)
  const counts = { fixed: 0, waived: 0, keyedByHand: 0, left: 0, known: 0 }
  const findings: Finding[] = []
  await migration.ledger.atomic(async () => {
    for (const answer of answers) {
      const verdict = take(migration, answer, bringing)
      if (typeof verdict === 'string') counts[verdict] += 1
      else findings.push(refused(answer, verdict, basename(file)))
    }
  })
  return { ...counts, findings }
}

function refused(
  { key, place }: AnsweredRow,
  { why, text = '' }: Exclude<Verdict, string>,
  file: string,
): Finding {
  return found('HK-MIG-514', { key, why, text }, { file, ...place })
}

function take(migration: Migration, answer: AnsweredRow, bringing: Bringing): Verdict {
  const { mapping, ledger } = migration
  const { entity, key, way } = answer
  const isKnown = Object.hasOwn(mapping.entities, entity)
  const row = isKnown ? ledger.quarantine.get(ledger.entity(entity), key) : undefined
  if (row === undefined) return { why: 'not-kept-out' }
  if (answer.print !== printOf(row)) return { why: 'changed' }
  if (way !== '' && !(way in ways)) return { why: 'way', text: way }
  return heed(migration, row, { answer, ...bringing })
}

/** What is done about an answer that can be understood. */
function heed(
  migration: Migration,
  row: QuarantinedRow,
  { answer, by, because, now }: Bringing & { readonly answer: AnsweredRow },
): Verdict {
  const { way } = answer
  const values = changed(row, answer)
  const long = Object.keys(values).find((column) => shownValue(row, column).length > LONGEST)
  if (long !== undefined) return { why: 'long', text: long }
  if (isSettled(row, way, values)) return way === '' && row.state === 'open' ? 'left' : 'known'
  if (row.state !== 'open' && row.state !== 'waived') return { why: 'not-kept-out' }
  const reason = answer.reason || because
  if (reason === null) return { why: 'reason' }
  return decide(migration, { row, answer, values, by, now, reason })
}

/** Whether the answer says nothing that is not done or written down already. */
function isSettled({ state, fix }: QuarantinedRow, way: string, values: Values): boolean {
  if (way === '不迁') return state === 'waived'
  if (way === '补录') return state === 'manual'
  if (Object.keys(values).length > 0) return false
  return way === '' || fix !== null
}

type Values = Readonly<Record<string, string | null>>

/** The cells that somebody changed; emptied ones are null. Columns that the source does not have are remarks of people. */
function changed(row: QuarantinedRow, { values }: AnsweredRow): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([column]) => column in row.raw)
      .filter(([column, cell]) => sameKey(cell) !== sameKey(shownValue(row, column)))
      .map(([column, cell]) => [column, cell === '' ? null : cell]),
  )
}

/** Excel cuts a cell at 32,767 characters: of a longer one nobody can say what was meant to change. */
const LONGEST = 32_000

/** A text as a workbook keeps it: no signs that XML lacks, one sort of line end, no more than Excel holds. */
function sameKey(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .slice(0, LONGEST)
    .trim()
}

interface Deciding {
  readonly row: QuarantinedRow
  readonly answer: AnsweredRow
  readonly values: Values
  readonly by: string
  readonly reason: string
  readonly now: string
}

function decide(migration: Migration, deciding: Deciding): Verdict {
  const { row, answer, values, by, reason, now } = deciding
  const { ledger } = migration
  const decision = { entity: answer.entity, key: answer.key, by, reason }
  if (answer.way === '不迁') {
    waiveRow(migration, decision)
    return 'waived'
  }
  if (answer.way === '补录') {
    openManually(migration, { ...decision, now })
    return 'keyedByHand'
  }
  if (Object.keys(values).length === 0) return { why: 'unchanged' }
  const all = { ...row.fix, ...values }
  ledger.quarantine.fix(ledger.entity(answer.entity), answer.key, { values: all, by, reason })
  return 'fixed'
}
