import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../lib/calendar/index.js'
import { loadCatalogue } from '../lib/i18n/index.js'
import {
  askedBy,
  columnAsker,
  followImport,
  type ImportOutcome,
  type ImportReport,
  importLines,
  importReport,
  needsAttention,
  standingColumns,
} from '../lib/inbox/index.js'
import { BaseCommand } from '../lib/ui/index.js'
import { openWorkspace } from '../lib/workspace/index.js'

export default class Inbox extends BaseCommand<ImportReport> {
  static override summary = '收下各单位报来的全部表格，列出谁已收、谁待改、谁未交'
  static override description =
    '自动识别每张表是事项、人员还是栏目信息，是哪个单位报的。可反复运行，已收的不会重复。'
  static override examples = [
    {
      description: '收工作目录 inbox 里的全部文件',
      command: '<%= config.bin %> <%= command.id %>',
    },
    { description: '收别处的文件', command: '<%= config.bin %> <%= command.id %> D:/各单位报送' },
  ]
  static override strict = false
  static override args = {
    files: Args.string({ description: '文件或文件夹，可写多个；不写时为工作目录的 inbox' }),
  }
  static override flags = {
    unit: Flags.string({ description: '表内和文件名都没有单位时，填报单位', helpValue: 'NAME' }),
    'dry-run': Flags.boolean({ description: '只核验，不入库，不写文件' }),
    strict: Flags.boolean({ description: '有错的文件整个不收' }),
    'add-units': Flags.boolean({ description: '名单外的单位登记到工作目录' }),
  }

  async run(): Promise<ImportReport> {
    const { argv, flags } = await this.parse(Inbox)
    const papers = await loadCatalogue('zh-CN')
    const workspace = await openWorkspace(this.workspaceDir)
    const request = {
      workspace,
      paths: argv.map(String),
      ...askedBy(flags, ''),
      only: null,
      ask: columnAsker(this.prompter, this.texts.inbox.askColumn),
      words: { describe: papers.describe, paper: papers.texts.returns },
      at: instantFrom(Date.now()),
      signal: this.signal,
      resume: `${this.config.bin} inbox`,
    }
    const { inbox: texts } = this.texts
    const outcome = await followImport(request, ({ done, of, result: { file } }) =>
      this.progress.update(texts.progress({ done, of, file })),
    )
    this.progress.clear()
    this.#print(outcome)
    this.noteFindings(outcome.findings)
    const result = importReport(outcome, this.catalogue)
    for (const line of importLines(result, texts, outcome.labelOf)) this.note(line)
    return needsAttention(outcome) ? this.endWithFindings(result) : result
  }

  #print({ units, totals, formTitles }: ImportOutcome): void {
    const { kinds, total } = this.texts.inbox
    this.printTable(units, standingColumns({ formTitles }, this.texts.inbox))
    const entries = totals.entry.read > 0 ? (['entry'] as const) : []
    for (const kind of ['item', 'person', 'article', ...entries] as const) {
      this.print(total({ ...totals[kind], kind: kinds[kind] }))
    }
  }
}
