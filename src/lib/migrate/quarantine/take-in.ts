import { basename } from 'node:path'
import { type Finding, type FindingParams, found } from '../../errors/index.js'
import type { QuarantinedRow } from '../ledger/index.js'
import { openManually } from '../manual/queue.js'
import type { Migration } from '../run/open.js'
import type { Standing } from '../targets/model.js'
import { type Found, settleRow, waiveRow } from './act.js'
import { type AnsweredRow, printOf, readAnswers, shownValue, ways } from './sheet.js'
import { isUnsure, standingOf } from './unsure.js'

/** What came of a list that people filled in: how many rows were decided in which way; `left` say nothing yet, `known` nothing new. */
export interface AnswersTakenIn {
  readonly fixed: number
  readonly waived: number
  readonly keyedByHand: number
  /** Found in the hall, or found not to be there. */
  readonly settled: number
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
 * behind, keyed by hand, or in the hall already. One transaction; the same list again changes nothing. HK-MIG-514 for each row that cannot be taken:
 * it is not kept out, has changed in the source since, says what nobody understands, or gives no reason.
 */
export async function takeInAnswers(
  migration: Migration,
  file: string,
  bringing: Bringing,
): Promise<AnswersTakenIn> {
  const answers = await readAnswers(file)
  const counts = { fixed: 0, waived: 0, keyedByHand: 0, settled: 0, left: 0, known: 0 }
  const findings: Finding[] = []
  await migration.ledger.atomic(async () => {
    for (const answer of answers) {
      const verdict = await take(migration, answer, bringing)
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

async function take(
  migration: Migration,
  answer: AnsweredRow,
  bringing: Bringing,
): Promise<Verdict> {
  const { mapping, ledger } = migration
  const { entity, key, way } = answer
  const isKnown = Object.hasOwn(mapping.entities, entity)
  const row = isKnown ? ledger.quarantine.get(ledger.entity(entity), key) : undefined
  if (row === undefined) return { why: 'not-kept-out' }
  if (answer.print !== printOf(row)) return { why: 'changed' }
  const isNoAnswer = foundIn(way) !== null && !isUnsure(row)
  if ((way !== '' && !(way in ways)) || isNoAnswer) return { why: 'way', text: way }
  return heed(migration, row, { answer, ...bringing })
}

/** What an answer says of the hall; null when it says nothing of it. */
function foundIn(way: string): Found['found'] | null {
  const meant = Object.entries(ways).find(([said]) => said === way)?.[1]
  return meant === 'there' || meant === 'absent' ? meant : null
}

/** What is done about an answer that can be understood. */
async function heed(
  migration: Migration,
  row: QuarantinedRow,
  { answer, by, because, now }: Bringing & { readonly answer: AnsweredRow },
): Promise<Verdict> {
  const { way } = answer
  const values = changed(row, answer)
  const long = Object.keys(values).find((column) => shownValue(row, column).length > LONGEST)
  if (long !== undefined) return { why: 'long', text: long }
  const { state } = row
  const standing = state === 'open' ? await standingOf(migration, answer.entity, row) : null
  const isUnanswered = way === '' && state === 'open'
  if (isSettled(row, way, values, standing)) return isUnanswered ? 'left' : 'known'
  if (state !== 'open' && state !== 'waived') return { why: 'not-kept-out' }
  if (mayBeThere(standing) && foundIn(way) === null) return { why: 'unsure' }
  const reason = answer.reason || because
  if (reason === null) return { why: 'reason' }
  return decide(migration, { row, answer, values, by, now, reason })
}

function mayBeThere(standing: Standing | null): boolean {
  return standing === 'unknown' || standing === 'there'
}

/** Whether the answer says nothing that is not done or written down already. */
function isSettled(
  { state, fix }: QuarantinedRow,
  way: string,
  values: Values,
  standing: Standing | null,
): boolean {
  if (way === '不迁') return state === 'waived'
  if (way === '补录') return state === 'manual'
  if (Object.keys(values).length > 0) return false
  const found = foundIn(way)
  if (found !== null) return standing === found || standing === null
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

async function decide(migration: Migration, deciding: Deciding): Promise<Verdict> {
  const { row, answer, values, by, reason, now } = deciding
  const { ledger } = migration
  const decision = { entity: answer.entity, key: answer.key, by, reason }
  if (answer.way === '不迁') {
    await waiveRow(migration, decision)
    return 'waived'
  }
  if (answer.way === '补录') {
    await openManually(migration, { ...decision, now })
    return 'keyedByHand'
  }
  const found = foundIn(answer.way)
  if (found !== null) {
    await settleRow(migration, { ...decision, found })
    if (Object.keys(values).length === 0) return 'settled'
  }
  if (Object.keys(values).length === 0) return { why: 'unchanged' }
  const all = { ...row.fix, ...values }
  ledger.quarantine.fix(ledger.entity(answer.entity), answer.key, { values: all, by, reason })
  return found === null ? 'fixed' : 'settled'
}
