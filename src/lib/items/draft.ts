import { type Finding, found, type Place } from '../errors/index.js'
import type { Form, FormRecord, FormStream } from '../sheets/index.js'
import { remembered } from '../text/index.js'
import type { Draft } from '../workspace/index.js'
import { type Complete, completer } from './complete-record.js'
import type { DuplicateIndex } from './duplicates.js'
import { isAsStatutory, readDuration, unitOfHeader } from './durations.js'
import { type GuideReaders, guideReaders, readGuide } from './guide.js'
import { byItself, type Identify } from './identity.js'
import { readCaseType, readDepth, readFee, readType } from './labels.js'
import type { Coded, Duration, Item } from './model.js'
import { type NodeColumns, nodeColumns, nodesByRow, readNodes } from './nodes.js'
import { type Places, placesOf } from './places.js'
import { maskIdNumbers } from './privacy.js'
import type { ItemProfile } from './profile.js'
import { checkItem, relevel } from './rules/index.js'
import type { Subject } from './subject.js'
import { orNull, splitList, squeeze } from './text.js'

/** A unit as a record names it. */
export type ItemUnit = Item['unit']

/** What a reading does not say about itself. */
export interface ItemSource {
  readonly file: string
  readonly sha256: string
  readonly form: Form
  /** The unit that the file reports for; a unit column of the sheet may name another for its row. */
  readonly unit: ItemUnit
  readonly findUnit: (text: string) => ItemUnit | null
  readonly profile: ItemProfile
  readonly duplicates: DuplicateIndex
  /** Which record an item is, among those that there are. */
  readonly identify?: Identify
}

/**
 * The records of a sheet as items, each with everything that was found about it; one draft per record, none dropped.
 * Records are taken as drafts are asked for: a sheet of any size passes through.
 */
export function* draftItems(
  reading: Pick<FormStream, 'header' | 'records'>,
  source: ItemSource,
): Generator<Draft<Item>> {
  const sheet = sheetReaders(reading, source)
  let lacking = lackingColumns(sheet)
  for (const record of reading.records) {
    const draft = draftItem(record, sheet)
    yield lacking.length === 0 ? draft : { ...draft, findings: [...draft.findings, ...lacking] }
    lacking = []
  }
}

/** Columns that a sheet should have and has not are told once, not at each of its records. */
function lackingColumns({ source, places }: SheetReaders): readonly Finding[] {
  const { profile, form, file } = source
  const wanted = profile.required
    .filter(({ level, types }) => level === 'warning' && types.includes('*'))
    .flatMap(({ fields }) => fields)
  const lacking = wanted.filter((field) => !places.fields.has(field))
  if (lacking.length === 0) return []
  const columns = lacking.map(
    (key) => form.fields.find((field) => field.key === key)?.header ?? key,
  )
  return relevel([found('HK-ITEM-065', { columns }, { file })], profile.levels)
}

/** How the cells of one sheet are read; the same text is worked out once. */
interface SheetReaders {
  readonly source: ItemSource
  readonly places: Places
  readonly nodes: readonly NodeColumns[]
  readonly complete: Complete
  readonly hasRows: boolean
  readonly limit: (field: string, text: string) => Duration | null
  readonly type: (text: string) => Coded
  readonly caseType: (text: string) => string | null
  readonly depth: (text: string) => number | null
  readonly fee: (text: string) => Item['fee']
  readonly guide: GuideReaders
  readonly nodeLimit: (text: string) => Duration | null
}

function sheetReaders(reading: Pick<FormStream, 'header'>, source: ItemSource): SheetReaders {
  const { profile, form } = source
  const places = placesOf(reading, form, source.file)
  const limits = new Map(
    form.fields.map(({ key }) => [key, limitReader(places.header(key), profile)]),
  )
  return {
    source,
    places,
    nodes: nodeColumns(form, places.fields),
    complete: completer(places.fields, source, profile),
    hasRows: places.fields.has('rowNode'),
    limit: (field, text) => limits.get(field)?.(text) ?? null,
    type: remembered((text) => readType(text, profile)),
    caseType: remembered((text) => readCaseType(text, profile)),
    depth: remembered((text) => readDepth(text, profile)),
    fee: remembered((text) => readFee(text, profile)),
    guide: guideReaders(profile, places.fields, remembered),
    nodeLimit: remembered((text) => readDuration(text, profile.durations)),
  }
}

/** A header may carry the unit of its bare numbers: 承诺期限（工作日）. */
function limitReader(header: string, profile: ItemProfile) {
  const words = profile.durations
  const bare = unitOfHeader(header, words) ?? words.bare
  return remembered((text) => readDuration(text, words, bare))
}

function draftItem(read: FormRecord, sheet: SheetReaders): Draft<Item> {
  const { source } = sheet
  const record = sheet.complete(read)
  const { profile, duplicates, file, sha256 } = source
  const place = (field: string): Place => withoutIdNumbers(sheet.places.at(record, field), profile)
  const { unit, findings: unitFindings } = unitOf(record, source, place)
  const written = itemOf(record, unit, sheet)
  const { key, code, rivals } = (source.identify ?? byItself)(written)
  const item = code === written.code ? written : { ...written, code }
  const subject: Subject = {
    item,
    profile,
    fields: sheet.places.fields,
    raw: (field) => record.values[field] ?? '',
    header: sheet.places.header,
    place,
  }
  const at = { file, sheet: record.sheet, row: record.row }
  const across = item.name === '' ? [] : duplicates.meet({ item, ...at }, place)
  const unclear =
    rivals.length === 0 ? [] : [found('HK-ITEM-058', { codes: rivals }, place('code'))]
  const beyond = relevel([...unitFindings, ...unclear, ...across], profile.levels)
  const findings = [...checkItem(subject), ...beyond]
  return {
    key: item.name === '' ? nameless(unit, record) : key,
    unit: unit.code,
    data: item,
    source: { ...at, sha256 },
    findings,
  }
}

/** A finding goes into logs and papers: an identity number in its cell is masked there. */
export function withoutIdNumbers(place: Place, { regions }: ItemProfile): Place {
  return place.value === undefined
    ? place
    : { ...place, value: maskIdNumbers(place.value, regions) }
}

/** A record without a name cannot be stored; its row keeps it apart in 退回待改. */
function nameless({ code }: ItemUnit, { sheet, row }: FormRecord): string {
  return `${code}/${sheet}#${row}`
}

function unitOf(
  record: FormRecord,
  source: ItemSource,
  place: (field: string) => Place,
): { readonly unit: ItemUnit; readonly findings: readonly Finding[] } {
  const text = orNull(record.values['unit'])
  if (text === null) return { unit: source.unit, findings: [] }
  const unit = source.findUnit(text)
  if (unit !== null) return { unit, findings: [] }
  return { unit: source.unit, findings: [found('HK-ITEM-029', { text }, place('unit'))] }
}

function itemOf(record: FormRecord, unit: ItemUnit, sheet: SheetReaders): Item {
  const text = (field: string): string | null => orNull(record.values[field])
  const read = <T>(field: string, reader: (raw: string) => T): T | null => {
    const raw = text(field)
    return raw === null ? null : reader(raw)
  }
  const limit = (field: string) => (raw: string) => sheet.limit(field, raw)
  const statutory = read('statutory', limit('statutory'))
  const guide = readGuide(guideOf(record), sheet.guide)
  return {
    unit: { code: unit.code, name: unit.name },
    code: read('code', (raw) => squeeze(raw).toUpperCase()),
    name: (text('name') ?? '').replace(/\n/gu, '').replace(NUMBERED_NAME, ''),
    type: read('type', sheet.type) ?? { code: null, label: '' },
    caseType: read('caseType', sheet.caseType),
    statutory,
    promised: read('promised', (raw) => promisedOf(raw, statutory, sheet)),
    depth: read('depth', sheet.depth),
    basis: text('basis'),
    conditions: text('conditions'),
    materials: read('materials', splitList) ?? [],
    fee: feeOf(text, sheet),
    office: text('office'),
    nodes: nodesOf(record, sheet),
    supervision: text('supervision'),
    ...(guide === null ? {} : { guide }),
  }
}

/** 是否收费 decides where a sheet has it; what is charged stands in 收费标准, else in 收费依据. */
function feeOf(text: (field: string) => string | null, { fee }: SheetReaders): Item['fee'] {
  const said = text('charged')
  const amount = text('fee') ?? (said === null ? text('feeBasis') : null)
  if (said === null || amount === null) return fee(amount ?? said ?? '')
  return { charged: fee(said).charged ?? fee(amount).charged, raw: amount }
}

/** A promise that only names the statutory limit is that limit, in its own words. */
function promisedOf(raw: string, statutory: Duration | null, sheet: SheetReaders): Duration | null {
  const own = sheet.limit('promised', raw)
  if (own !== null || statutory === null) return own
  const { durations } = sheet.source.profile
  return isAsStatutory(raw, durations) ? { ...statutory, raw } : null
}

/** A running number that a clerk wrote before the name: `3.` or `（三）`, never figures that belong to it. */
const NUMBERED_NAME =
  /^(?:\d{1,3}[.、．](?=\D)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*/u

function nodesOf(
  record: FormRecord,
  { source, nodes, nodeLimit, hasRows }: SheetReaders,
): Item['nodes'] {
  const byRow = hasRows ? nodesByRow(record, source.form, nodeLimit) : []
  return byRow.length > 0 ? byRow : readNodes(record, nodes, nodeLimit)
}

/** Where a sheet has no other column about fees, 收费依据 says whether and how much; then it is no basis of a charge. */
function guideOf(record: FormRecord): FormRecord {
  const isSaid = ['fee', 'charged'].some((field) => orNull(record.values[field]) !== null)
  if (isSaid || record.values['feeBasis'] === undefined) return record
  return { ...record, values: { ...record.values, feeBasis: '' } }
}
