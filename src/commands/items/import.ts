import { Args, Flags } from '@oclif/core'
import {
  type FileRow,
  type FindingRow,
  followImport,
  importReport,
  needsAttention,
} from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { type IntakeCounts, openWorkspace } from '../../lib/workspace/index.js'

interface ItemsImportResult {
  readonly files: readonly FileRow[]
  readonly totals: IntakeCounts
  readonly findings: readonly FindingRow[]
}

export default class ItemsImport extends BaseCommand<ItemsImportResult> {
  static override summary = '把单位报来的事项表导入工作目录'
  static override description =
    '自动识别表头和填报单位。有错的行退回待改，不影响其他行；一个文件打不开，不影响其他文件；同一张表可反复导入。'
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
  }

  async run(): Promise<ItemsImportResult> {
    const { argv, flags } = await this.parse(ItemsImport)
    const workspace = await openWorkspace(this.workspaceDir)
    const request = {
      workspace,
      paths: argv.map(String),
      unit: flags.unit ?? null,
      only: ['items'],
      at: new Date().toISOString(),
      signal: this.signal,
      resume: `${this.config.bin} items import`,
    }
    const outcome = await followImport(request, ({ done, of, result: { file } }) =>
      this.progress.update(this.texts.inbox.progress({ done, of, file })),
    )
    this.progress.clear()
    const { files, totals, findings } = importReport(outcome, this.catalogue)
    const result = { files, totals: totals.item, findings }
    this.#print(result)
    this.noteFindings(outcome.findings)
    return needsAttention(outcome) ? this.endWithFindings(result) : result
  }

  #print({ files, totals }: ItemsImportResult): void {
    const { columns, kinds, total, failed } = this.texts.inbox
    this.printTable(files, [
      { header: columns.unit, get: (row) => row.unit?.name ?? null },
      { header: columns.read, get: (row) => row.read, align: 'right' },
      { header: columns.stored, get: (row) => row.stored, align: 'right' },
      { header: columns.unchanged, get: (row) => row.unchanged, align: 'right' },
      { header: columns.returned, get: (row) => row.quarantined, align: 'right' },
      { header: columns.file, get: (row) => row.file },
    ])
    this.print(total({ ...totals, kind: kinds.item, returned: totals.quarantined }))
    for (const { file, error } of files) if (error) this.note(failed({ file, ...error }))
  }
}
