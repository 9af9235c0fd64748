import { type Finding, found } from '../errors/index.js'
import {
  columnIndex,
  type FormReading,
  type FormRecord,
  type Sheet,
  type SheetRow,
} from '../sheets/index.js'
import { fold } from '../text/index.js'

/** A reading without the records that are marked 涉密: how many those were, and how many physical rows they took. */
export interface OpenReading {
  readonly reading: FormReading
  readonly refused: number
  readonly refusedRows: number
}

const MARK_COLUMN = /涉密|密级|保密/u
const SECRET = /^(?:是|√|✓|v|y|yes|1|.*(?:秘密|机密|绝密|涉密).*)$/u
const OPEN = /非涉密|不涉密|未涉密|否|无|公开/u
/** A name may speak of secrets (涉密资质审批 is an item like others); only a remark behind it marks one. */
const IN_BRACKETS =
  /[([【](?![^)\]】]*[非不未]涉?[密])[^)\]】]*(?:涉密|秘密|机密|绝密)[^)\]】]*[)\]】]/u
const REMARKED = /^(?!.*[非不未]涉?密).*(?:涉密|秘密|机密|绝密)/su
const NAMING = ['name', 'title', 'item'] as const

/** Leaves out the records of a sheet that its unit marks as secret; of their content nothing goes on from here. */
export function withoutSecrets(sheet: Sheet, reading: FormReading, file: string): OpenReading {
  const rows = new Map(sheet.rows.map((row) => [row.row, row]))
  const marks = markColumns(reading)
  const isSecret = (record: FormRecord): boolean => isMarked(record, rows, marks)
  const secret = reading.records.filter(isSecret)
  if (secret.length === 0) return { reading, refused: 0, refusedRows: 0 }
  const gone = new Set(secret.flatMap((record) => record.rows))
  const place = { file, sheet: sheet.name }
  const told = found('HK-INBOX-015', { rows: secret.map(({ row }) => String(row)) }, place)
  const findings: readonly Finding[] = reading.findings.filter(({ row }) => !gone.has(row ?? 0))
  return {
    reading: {
      ...reading,
      records: reading.records.filter((record) => !isSecret(record)),
      findings: [...findings, told],
    },
    refused: secret.length,
    refusedRows: gone.size,
  }
}

function markColumns({ header }: FormReading): readonly number[] {
  return header.flatMap(({ address, text }) => {
    const column = columnIndex(address.replace(/\d+$/u, ''))
    return column !== null && MARK_COLUMN.test(fold(text)) ? column : []
  })
}

function isMarked(
  record: FormRecord,
  rows: ReadonlyMap<number, SheetRow>,
  marks: readonly number[],
): boolean {
  const marked = record.rows.some((number) =>
    marks.some((column) => saysSecret(rows.get(number)?.cells[column] ?? '')),
  )
  if (marked) return true
  const said = (field: string): string => fold(record.values[field] ?? '')
  return NAMING.some((field) => IN_BRACKETS.test(said(field))) || REMARKED.test(said('remark'))
}

function saysSecret(text: string): boolean {
  const said = fold(text)
  return said !== '' && !OPEN.test(said) && SECRET.test(said)
}
