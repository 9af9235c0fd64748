import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import {
  type Book,
  type Form,
  type FormField,
  type FormRow,
  listForms,
  loadForm,
  readBook,
  readForm,
  recogniseForm,
  type Sheet,
  writeForm,
} from '../../../src/lib/sheets/index.js'

const forms = await Promise.all((await listForms()).map((id) => loadForm(id)))
const byId = forms.map((form) => [form.id, form] as const)
const folder = await mkdtemp(join(tmpdir(), '表样 '))
afterAll(() => rm(folder, { recursive: true, force: true }))
const at = new Date('2015-04-03T00:00:00Z')

async function writtenBook(form: Form, rows: readonly FormRow[] = []): Promise<[Book, Sheet]> {
  const file = join(folder, `${form.id}.xlsx`)
  await writeFile(file, await writeForm(form, { unit: '勐海县林业局', rows, at }))
  const book = await readBook(file)
  const [sheet] = book.sheets
  if (sheet === undefined) throw new Error('no sheet')
  return [book, sheet]
}

async function workbookOf(form: Form, rows: readonly FormRow[] = []): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  const bytes = await writeForm(form, { unit: null, rows, at })
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  return workbook
}

/** The sheet as it is after somebody deleted what the hidden rows say. */
function withoutStamp(sheet: Sheet): Sheet {
  const rows = sheet.rows.map((row) => (row.row <= 2 ? { ...row, cells: [] } : row))
  return { ...sheet, rows }
}

/** The sheet with every header word spoilt but those of its first columns. */
function withStrangeHeader(sheet: Sheet, headerRows: readonly number[]): Sheet {
  const rows = sheet.rows.map((row) =>
    headerRows.includes(row.row)
      ? { ...row, cells: row.cells.map((text, at) => (at < 4 || text === '' ? text : `甲乙${at}`)) }
      : row,
  )
  return { ...sheet, rows }
}

const piece = fc.constantFrom(
  '林木采伐',
  '（甲）',
  '第三十二条',
  'A1',
  '007',
  '20个工作日',
  '=1+1',
  '+86',
  '-5',
  '@SUM',
  '"引号"',
  '<b>&amp;',
  '，',
  '，\n',
  '１２',
  '𠮷',
)
const text = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => `事${pieces.join('')}`.trim())

function anyValue({ key, type, choices }: FormField, form: Form): fc.Arbitrary<string> {
  const filled =
    type === 'count'
      ? fc.nat(1_000_000).map(String)
      : choices.length > 0
        ? fc.constantFrom(...choices)
        : fc.oneof(text, fc.constantFrom('=cmd|calc!A1', '0691-5120000', '2015-04-08', '000123'))
  // A blank cell of a carried field means the value above, so it is not blank here.
  const isSure = key === form.anchor || form.carry?.includes(key)
  return isSure ? filled : fc.option(filled, { nil: '', freq: 4 })
}

const rowOf = (form: Form): fc.Arbitrary<FormRow> =>
  fc.record(Object.fromEntries(form.fields.map((field) => [field.key, anyValue(field, form)])))

/** Fillings tried per form; all of them under HALLKIT_LONG. */
const FILLINGS = process.env['HALLKIT_LONG'] === undefined ? 3 : 30

describe.each(byId)('%s', (_, form) => {
  test(`reads back what was written, whatever was written (${FILLINGS} fillings)`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf(form), { minLength: 1, maxLength: 5 }), async (rows) => {
        const [book, sheet] = await writtenBook(form, rows)
        const recognised = recogniseForm(sheet, forms)
        const reading = readForm(book, sheet, form)

        expect(recognised?.form.id).toBe(form.id)
        expect(reading.unit).toBe('勐海县林业局')
        expect(reading.findings).toEqual([])
        expect(reading.header.every(({ match }) => match === 'exact')).toBe(true)
        expect(reading.records.map(({ values }) => filledOnly(values))).toEqual(
          rows.map(filledOnly),
        )
      }),
      { numRuns: FILLINGS },
    )
  })

  test('is recognised blank, with its hidden rows and without them', async () => {
    const [book, sheet] = await writtenBook(form)
    const reading = readForm(book, sheet, form)

    expect(recogniseForm(sheet, forms)).toMatchObject({ form: { id: form.id }, score: 1 })
    expect(recogniseForm(withoutStamp(sheet), forms)?.form.id).toBe(form.id)
    expect(reading.records).toEqual([])
    expect(reading.header.map(({ field }) => field)).toEqual(
      form.fields.filter(({ asked }) => asked !== false).map(({ key }) => key),
    )
    expect(book.sheets.slice(1).map((other) => recogniseForm(other, forms))).toEqual(
      book.sheets.slice(1).map(() => null),
    )
  })

  test('finds its columns by the hidden keys when the words of the header were changed', async () => {
    const [book, sheet] = await writtenBook(form, [exampleRow(form)])
    const { headerRows } = readForm(book, sheet, form)
    const spoilt = withStrangeHeader(sheet, headerRows)

    const [record] = readForm(book, spoilt, form).records

    expect(filledOnly(record?.values ?? {})).toEqual(filledOnly(exampleRow(form)))
  })

  test('freezes its header, repeats it on every page, offers its choices and explains every column', async () => {
    const [sheet, notes] = (await workbookOf(form)).worksheets
    const asked = form.fields.filter((field) => field.asked !== false)
    const choices = asked.filter(({ type }) => type === 'choice' || type === 'yesno')
    const rules = Object.values(validationsOf(sheet))
    const columns = notes?.getColumn(2).values.map(String)

    expect(sheet?.views[0]).toMatchObject({ state: 'frozen' })
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, fitToHeight: 0 })
    expect(sheet?.pageSetup.printTitlesRow).toMatch(/^6:[67]$/)
    expect(sheet?.getRow(1).hidden && sheet.getRow(2).hidden).toBe(true)
    expect(rules.filter(({ type }) => type === 'list').length).toBeGreaterThanOrEqual(
      choices.length,
    )
    expect(columns).toEqual(expect.arrayContaining(asked.map(({ header }) => header)))
  })
})

function filledOnly(values: FormRow): FormRow {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function exampleRow({ fields }: Form): FormRow {
  return Object.fromEntries(
    fields
      .filter(({ asked }) => asked !== false)
      .map(({ key, type }) => [key, type === 'count' ? '1' : `值${key}`]),
  )
}

interface Rule {
  readonly type: string
  readonly formulae?: readonly string[]
}

function validationsOf(sheet: ExcelJS.Worksheet | undefined): Readonly<Record<string, Rule>> {
  const { model } = (sheet as unknown as { dataValidations: { model: Record<string, Rule> } })
    .dataValidations
  return model
}

const items = await loadForm('items')
const good = {
  seq: '1',
  name: '采伐许可',
  type: '行政许可',
  statutory: '20个工作日',
  promised: '10个工作日',
}

test.each([
  ['nothing', [], '自查：尚未填写'],
  ['a whole record', [good], '自查：必填栏目已填齐'],
  ['a record without type and limits', [{ seq: '1', name: '采伐许可' }], '自查：还有 3 处必填未填'],
  [
    'a row that goes on with the record above',
    [good, { materials: '林权证' }],
    '自查：必填栏目已填齐',
  ],
  ['a first row without a name', [{ ...good, seq: '', name: '' }], '自查：还有 1 处必填未填'],
  [
    'a promise longer than the law allows',
    [{ ...good, promised: '21工作日' }],
    '自查：1 处承诺期限长于法定期限',
  ],
  [
    'limits of different units',
    [{ ...good, statutory: '20日', promised: '30个工作日' }],
    '自查：必填栏目已填齐',
  ],
  [
    'limits in words',
    [{ ...good, statutory: '1-3个工作日', promised: '即办' }],
    '自查：必填栏目已填齐',
  ],
  [
    'both',
    [{ ...good, type: '', promised: '30个工作日' }],
    '自查：还有 1 处必填未填，1 处承诺期限长于法定期限',
  ],
])('the self-check of %s', async (_, rows, said) => {
  const [, sheet] = await writtenBook(items, rows)

  expect(sheet.rows[4]?.cells).toContain(said)
})

test('a text that begins like a formula is written as text in a cell of text format', async () => {
  const [sheet] = (await workbookOf(items, [{ ...good, name: '=HYPERLINK("http://x")' }]))
    .worksheets
  const cell = sheet?.getCell('D8')

  expect(cell?.type).toBe(ExcelJS.ValueType.String)
  expect(cell?.value).toBe('=HYPERLINK("http://x")')
  expect(cell?.numFmt).toBe('@')
})

test('a list too long for its rule lies on a hidden sheet under a name', async () => {
  const choices = Array.from({ length: 40 }, (_, at) => `第${at + 1}类行政审批事项`)
  const fields = items.fields.map((field) => (field.key === 'type' ? { ...field, choices } : field))
  const workbook = await workbookOf({ ...items, fields })
  const rule = Object.values(validationsOf(workbook.worksheets[0])).find(
    ({ formulae }) => formulae?.[0] === 'choices_type',
  )

  expect(rule).toMatchObject({ type: 'list' })
  expect(workbook.definedNames.getRanges('choices_type').ranges).toEqual(["'选项'!$A$2:$A$41"])
  expect(workbook.getWorksheet('选项')?.state).toBe('hidden')
})

test('a field that nobody is asked for has a column only when a row fills it', async () => {
  const fields = items.fields.map((field) =>
    field.key === 'remark' ? { ...field, asked: false } : field,
  )
  const form = { ...items, fields }
  const [book, blank] = await writtenBook(form)
  const [, filled] = await writtenBook(form, [{ ...good, remark: '备注' }])

  expect(readForm(book, blank, form).header.map(({ field }) => field)).not.toContain('remark')
  expect(readForm(book, filled, form).records[0]?.values['remark']).toBe('备注')
})
