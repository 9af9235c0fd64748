import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { loadCatalogue } from '../../lib/i18n/index.js'
import {
  askedBy,
  columnAsker,
  type FormImport,
  type FormImportKind,
  fileColumns,
  followImport,
  formImport,
  importLines,
  needsAttention,
} from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

/** Imports one form; `roster import` is the same body with other forms. */
export default class ItemsImport extends BaseCommand<FormImport> {
  static override summary = '把单位报来的事项表导入工作目录'
  static override description =
    '自动识别表头和填报单位。有错的行退回待改，退回表和通知在 out/退回；一个文件打不开，不影响其他文件。可反复导入：两个文件报同一条的，以后导入的为准；本次未报的，不作撤消。'
  static override examples = [
    {
      description: '导入一张表',
      command: '<%= config.bin %> <%= command.id %> inbox/林业局.xlsx',
    },
    { description: '导入一个文件夹', command: '<%= config.bin %> <%= command.id %> inbox' },
  ]
  static override strict = false
  static override args = {
    files: Args.string({ description: '事项表文件或文件夹，可写多个', required: true }),
  }
  static override flags = {
    unit: Flags.string({ description: '表内和文件名都没有单位时，填报单位', helpValue: 'NAME' }),
    map: Flags.string({
      description: '指明列与字段，可写多个',
      helpValue: '列=字段',
      multiple: true,
    }),
    'header-row': Flags.integer({ description: '表头所在的行', helpValue: 'N', min: 1 }),
    sheet: Flags.string({ description: '只读这个工作表', helpValue: 'NAME' }),
    encoding: Flags.string({ description: '文本文件的编码，如 gb18030、big5', helpValue: 'NAME' }),
    'dry-run': Flags.boolean({ description: '只核验，不入库，不写文件' }),
    strict: Flags.boolean({ description: '有错的文件整个不收' }),
    complete: Flags.boolean({ description: '所报即全部：本次未报的予以撤消' }),
    'add-units': Flags.boolean({ description: '名单外的单位登记到工作目录' }),
  }

  protected readonly form: FormImportKind = { forms: ['items'], kind: 'item' }

  async run(): Promise<FormImport> {
    const { argv, flags } = await this.parse(this.ctor as typeof ItemsImport)
    const { inbox: texts } = this.texts
    const papers = await loadCatalogue('zh-CN')
    const request = {
      workspace: await openWorkspace(this.workspaceDir),
      paths: argv.map(String),
      only: this.form.forms,
      ...askedBy(flags, texts.completeBecause),
      ask: columnAsker(this.prompter, texts.askColumn),
      words: { describe: papers.describe, paper: papers.texts.returns },
      at: instantFrom(Date.now()),
      signal: this.signal,
      resume: `${this.config.bin} ${this.id?.replaceAll(':', ' ')}`,
    }
    const outcome = await followImport(request, ({ done, of, result: { file } }) =>
      this.progress.update(texts.progress({ done, of, file })),
    )
    this.progress.clear()
    const result = formImport(outcome, this.form, this.catalogue)
    this.printTable(result.files, fileColumns(texts.columns))
    this.print(texts.total({ ...result.totals, kind: texts.kinds[this.form.kind] }))
    this.noteFindings(outcome.findings)
    for (const line of importLines(result, texts, outcome.labelOf)) this.note(line)
    return needsAttention(outcome) ? this.endWithFindings(result) : result
  }
}
