import { type Finding, found } from '../errors/index.js'
import type { FormReading, FormRecord, FormStream } from '../sheets/index.js'
import { fold } from '../text/index.js'

/** What the last whole reading of a sheet counted: `recordRows` are rows of records, refused ones included. */
export interface ReadingTally extends Pick<FormReading, 'rows' | 'skipped' | 'findings'> {
  readonly recordRows: number
  /** Records marked 涉密. */
  readonly refused: number
}

/** A sheet read as a form, record by record, without the records that are marked 涉密. */
export interface OpenReading extends Omit<FormStream, 'tally'> {
  tally(): ReadingTally
}

const MARK_COLUMN = /涉密|密级|保密/u
const SECRET = /^(?:是|√|✓|v|y|yes|1|.*(?:秘密|机密|绝密|涉密).*)$/u
const OPEN = /非涉密|不涉密|未涉密|否|无|公开/u
/** A name may speak of secrets (涉密资质审批 is an item like others); only a remark behind it marks one. */
const IN_BRACKETS =
  /[([【](?![^)\]】]*[非不未]涉?[密])[^)\]】]*(?:涉密|秘密|机密|绝密)[^)\]】]*[)\]】]/u
const REMARKED = /^(?!.*[非不未]涉?密).*(?:涉密|秘密|机密|绝密)/su
const NAMING = ['name', 'title', 'item'] as const

/** Whether a column of this header says what is secret; its texts are wanted with each record. */
export function isMarkColumn(header: string): boolean {
  return MARK_COLUMN.test(fold(header))
}

/** Leaves out the records of a sheet that its unit marks as secret; of their content nothing goes on from here. */
export function withoutSecrets(reading: FormStream, sheet: string, file: string): OpenReading {
  let counted: Counted = { recordRows: 0, secret: [] }
  function* records(): Generator<FormRecord> {
    let recordRows = 0
    const secret: FormRecord[] = []
    for (const record of reading.records) {
      recordRows += record.rows.length
      if (isMarked(record)) secret.push(record)
      else yield record
    }
    counted = { recordRows, secret }
  }
  return {
    ...reading,
    records: { [Symbol.iterator]: records },
    tally: () => tallyOf(reading, counted, { file, sheet }),
  }
}

interface Counted {
  readonly recordRows: number
  readonly secret: readonly FormRecord[]
}

function tallyOf(
  reading: FormStream,
  { recordRows, secret }: Counted,
  place: { readonly file: string; readonly sheet: string },
): ReadingTally {
  const tally = { ...reading.tally(), recordRows, refused: secret.length }
  if (secret.length === 0) return tally
  const gone = new Set(secret.flatMap(({ rows }) => rows))
  const told = found('HK-INBOX-015', { rows: secret.map(({ row }) => String(row)) }, place)
  const open: readonly Finding[] = tally.findings.filter(({ row }) => !gone.has(row ?? 0))
  return { ...tally, findings: [...open, told] }
}

function isMarked({ asides = [], values }: FormRecord): boolean {
  if (asides.some(saysSecret)) return true
  const said = (field: string): string => speaking(values[field])
  return NAMING.some((field) => IN_BRACKETS.test(said(field))) || REMARKED.test(said('remark'))
}

/** The text for comparing where it speaks of secrets at all; most never do. */
function speaking(text = ''): string {
  return text.includes('密') ? fold(text) : ''
}

function saysSecret(text: string): boolean {
  const said = fold(text)
  return said !== '' && !OPEN.test(said) && SECRET.test(said)
}
