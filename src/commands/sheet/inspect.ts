import { Args, Flags } from '@oclif/core'
import {
  type Form,
  type InspectedColumn,
  type InspectedSheet,
  type Inspection,
  inspectBook,
  listForms,
  loadForm,
  readBook,
} from '../../lib/sheets/index.js'
import { BaseCommand, type Column } from '../../lib/ui/index.js'

export default class SheetInspect extends BaseCommand<Inspection> {
  static override summary = '查看程序对一个表格文件的理解'
  static override description =
    '列出格式、编码，各工作表的表头、每列认作哪个字段及依据、需要留意的单元格，以及前几行的文字。不存入任何内容。'
  static override examples = [
    {
      description: '查看一张报来的表',
      command: '<%= config.bin %> <%= command.id %> inbox/林业局.xls',
    },
  ]
  static override args = {
    file: Args.string({
      description: '表格文件（.xlsx .xls .et .csv 等），以内容为准，不看扩展名',
      required: true,
    }),
  }
  static override flags = {
    rows: Flags.integer({
      description: '每张工作表显示的行数',
      default: 5,
      min: 0,
      helpValue: 'N',
    }),
    all: Flags.boolean({ description: '显示全部行', exclusive: ['rows'] }),
    encoding: Flags.string({ description: '文本文件的编码，程序认不准时指明', helpValue: 'NAME' }),
  }

  async run(): Promise<Inspection> {
    const { args, flags } = await this.parse(SheetInspect)
    const book = await readBook(args.file, flags)
    const forms = await Promise.all((await listForms()).map((id) => loadForm(id)))
    const inspection = inspectBook(book, forms, flags.all ? Number.POSITIVE_INFINITY : flags.rows)
    this.print(this.texts.sheet.file(inspection))
    for (const sheet of inspection.sheets) {
      this.#show(sheet, forms.find(({ id }) => id === sheet.form) ?? null)
    }
    this.noteFindings(inspection.sheets.flatMap(({ suspicious }) => suspicious))
    return inspection
  }

  #show(seen: InspectedSheet, form: Form | null): void {
    const { sheet: texts } = this.texts
    const { merges, hiddenColumns } = seen
    this.print(`\n${this.palette.strong(texts.sheet({ ...seen, hidden: seen.hiddenRows }))}`)
    this.print(form === null ? texts.noForm : texts.form({ form: form.title }))
    this.print(seen.layout === 'guide' ? texts.guide : texts.headerRows({ rows: seen.headerRows }))
    if (merges.length > 0) this.print(texts.merges({ count: merges.length }))
    if (hiddenColumns.length > 0) this.print(texts.hiddenColumns({ columns: hiddenColumns }))
    const titles = new Map(form?.fields.map(({ key, header }) => [key, header]))
    const understood: Column<InspectedColumn>[] = [
      { header: texts.columns.field, get: ({ field }) => titles.get(field ?? '') ?? null },
      { header: texts.columns.match, get: ({ match }) => texts.matches[match] },
    ]
    this.printTable(seen.header, [
      { header: texts.columns.address, get: (column) => column.address },
      { header: texts.columns.text, get: (column) => oneLine(column.text) },
      ...(form === null ? [] : understood),
      { header: texts.columns.type, get: (column) => texts.types[column.type] },
    ])
    for (const { row, cells } of seen.sample)
      this.print(texts.row({ row, cells: cells.map(oneLine).join(' | ') }))
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ')
}
