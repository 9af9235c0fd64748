import { readFile } from 'node:fs/promises'
import { AppError, type Finding, found } from '../errors/index.js'
import { findUnit, type NoticePack } from '../notice/index.js'
import {
  type FormRecord,
  type FormRow,
  loadForm,
  readBytes,
  readForm,
  recogniseForm,
  writeForm,
} from '../sheets/index.js'
import type { Workspace } from '../workspace/index.js'
import {
  type Category,
  categories,
  type ProblemDetails,
  type RegisteredProblem,
  type Severity,
  severities,
} from './model.js'
import { type Hand, standingOf } from './register.js'
import { nextId, type RegisterAct, writeRegister } from './register-file.js'

const SORTS = { problem: '问题', fault: '故障', suggestion: '建议', opinion: '意见' } as const
const STATES = { waiting: '未启动', going: '进行中', closed: '已销号' } as const

/** The register as the 问题整改台账 (.xlsx): open entries first, then closed ones. */
export async function registerSheet(
  problems: readonly RegisteredProblem[],
  pack: NoticePack,
  at: Date,
): Promise<Uint8Array> {
  const names = new Map([...pack.units, pack.office].map(({ code, name }) => [code, name]))
  const sorted = [...problems].sort((a, b) => Number(a.closed !== null) - Number(b.closed !== null))
  const rows = sorted.map((one) => rowOf(one, names))
  return writeForm(await loadForm('problems'), { unit: pack.office.name, rows, at })
}

/** What reading a sheet back came to. */
export interface SheetTakenIn {
  readonly rows: number
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly closed: readonly string[]
  readonly findings: readonly Finding[]
}

/**
 * Reads the register back from a sheet: rows without a number are new, cells that differ change the entry, 已销号 closes
 * it. Rows that are not on the sheet stay. HK-PROBLEM-004 for a file that is no such sheet; rows that cannot be taken are findings.
 */
export async function importRegister(
  workspace: Workspace,
  pack: NoticePack,
  hand: Hand,
  file: string,
): Promise<SheetTakenIn> {
  const records = await recordsOf(file)
  const taken = { added: [] as string[], changed: [] as string[], closed: [] as string[] }
  const findings: Finding[] = []
  writeRegister(workspace, hand.at, (known) =>
    records.flatMap((record) => {
      const acts = actsOf(record, { known, pack, hand, ahead: taken.added.length })
      findings.push(
        ...acts.findings.map((one) => ({ ...one, file, sheet: record.sheet, row: record.row })),
      )
      taken.added.push(...acts.acts.flatMap(({ type, id }) => (type === 'added' ? id : [])))
      taken.changed.push(...acts.acts.flatMap(({ type, id }) => (type === 'changed' ? id : [])))
      taken.closed.push(...acts.acts.flatMap(({ type, id }) => (type === 'closed' ? id : [])))
      return acts.acts
    }),
  )
  return { rows: records.length, ...taken, findings }
}

function rowOf(one: RegisteredProblem, names: ReadonlyMap<string, string>): FormRow {
  return {
    ...{ number: one.id, sort: SORTS[one.sort], fact: one.fact, found: one.found },
    ...{ theme: one.theme ?? '', severity: one.severity, category: one.category },
    ...{ cause: one.cause ?? '', unit: one.unit === null ? '' : (names.get(one.unit) ?? one.unit) },
    ...{ owner: one.owner ?? '', measure: one.measure ?? '', due: one.due ?? '' },
    ...{ state: STATES[standingOf(one)], reviewer: one.closed?.by ?? '' },
    ...{ closed: one.closed?.day ?? '', result: one.closed?.because ?? '', evidence: one.evidence },
  }
}

async function recordsOf(file: string): Promise<readonly FormRecord[]> {
  const form = await loadForm('problems')
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new AppError('HK-PROBLEM-004', {
      file,
      cause: error instanceof Error ? error.message : '',
    })
  })
  const book = await readBytes(bytes, file)
  const sheet = book.sheets.find((one) => recogniseForm(one, [form]) !== null)
  if (sheet === undefined) throw new AppError('HK-PROBLEM-004', { file, cause: form.title })
  return readForm(book, sheet, form).records
}

interface Reading {
  readonly known: readonly RegisteredProblem[]
  readonly pack: NoticePack
  readonly hand: Hand
  readonly ahead: number
}

function actsOf(record: FormRecord, reading: Reading): RowActs {
  const { values } = record
  const number = textIn(values, 'number')
  const before = reading.known.find(({ id }) => id === number)
  if (number !== null && before === undefined) {
    return { acts: [], findings: [found('HK-PROBLEM-101', { id: number })] }
  }
  const details = detailsOf(values, reading.pack, before)
  if (details === null) {
    return { acts: [], findings: [found('HK-PROBLEM-102', { unit: textIn(values, 'unit') ?? '' })] }
  }
  const id = before?.id ?? nextId(reading.known, reading.ahead)
  const entry = before
    ? changeOf(before, details, reading.hand)
    : [additionOf(id, details, values, reading.hand)]
  const isClosed = textIn(values, 'state') === STATES.closed && !before?.closed
  const acts = isClosed ? [...entry, closingOf(id, values, reading.hand)] : entry
  return { acts, findings: [] }
}

interface RowActs {
  readonly acts: readonly RegisterAct[]
  readonly findings: readonly Finding[]
}

function additionOf(
  id: string,
  details: ProblemDetails,
  values: FormRecord['values'],
  { by, at }: Hand,
): RegisterAct {
  const day = dayIn(values, 'found') ?? at.slice(0, 10)
  return { type: 'added', id, at, by, key: null, run: null, found: day, details }
}

function changeOf(
  before: RegisteredProblem,
  details: ProblemDetails,
  { by, at }: Hand,
): RegisterAct[] {
  const change = changesOf(before, details)
  const { id } = before
  return Object.keys(change).length > 0 ? [{ type: 'changed', id, at, by, change }] : []
}

function closingOf(id: string, values: FormRecord['values'], { by, at }: Hand): RegisterAct {
  const because = textIn(values, 'result') ?? ''
  const day = dayIn(values, 'closed') ?? at.slice(0, 10)
  return { type: 'closed', id, at, by: textIn(values, 'reviewer') ?? by, day, because }
}

/** What a row says; what it leaves open stays as it was. Null for a unit that nobody knows. */
function detailsOf(
  values: FormRecord['values'],
  pack: NoticePack,
  before: RegisteredProblem | undefined,
): ProblemDetails | null {
  const unit = textIn(values, 'unit')
  const code = unit === null ? null : unitOf(unit, pack)
  if (code === undefined) return null
  const sort = Object.entries(SORTS).find(([, word]) => word === textIn(values, 'sort'))?.[0]
  return {
    sort: (sort as ProblemDetails['sort'] | undefined) ?? before?.sort ?? 'problem',
    fact: textIn(values, 'fact') ?? '',
    severity: oneOf<Severity>(severities, textIn(values, 'severity')) ?? before?.severity ?? '二级',
    category: oneOf<Category>(categories, textIn(values, 'category')) ?? before?.category ?? '流程',
    unit: code,
    theme: textIn(values, 'theme'),
    cause: textIn(values, 'cause'),
    measure: textIn(values, 'measure'),
    owner: textIn(values, 'owner'),
    due: dayIn(values, 'due'),
    evidence: textIn(values, 'evidence') ?? before?.evidence ?? '',
  }
}

function changesOf(before: RegisteredProblem, now: ProblemDetails): Partial<ProblemDetails> {
  const fields = Object.keys(now) as (keyof ProblemDetails)[]
  return Object.fromEntries(
    fields.filter((field) => before[field] !== now[field]).map((field) => [field, now[field]]),
  )
}

function unitOf(text: string, pack: NoticePack): string | undefined {
  if ([pack.office.code, pack.office.name].includes(text)) return pack.office.code
  const match = findUnit(pack, text)
  return match.match === 'none' ? undefined : match.unit.code
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | undefined {
  return known.find((one) => one === text)
}

function textIn(values: FormRecord['values'], key: string): string | null {
  const text = (values[key] ?? '').trim()
  return text === '' ? null : text
}

function dayIn(values: FormRecord['values'], key: string): string | null {
  const text = textIn(values, key)
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/u.exec(text ?? '') ?? []
  return year === '' ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
