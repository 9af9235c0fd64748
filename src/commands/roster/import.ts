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

interface RosterImportResult {
  readonly files: readonly FileRow[]
  readonly totals: IntakeCounts
  readonly findings: readonly FindingRow[]
}

export default class RosterImport extends BaseCommand<RosterImportResult> {
  static override summary = '把单位报来的流程节点人员信息表导入工作目录'
  static override description =
    '一人多行合为一人，一格多人分开；同名而岗位、工号不同的不合并，另行提示。同一张表可反复导入。'
  static override examples = [
    {
      description: '导入一张表',
      command: '<%= config.bin %> <%= command.id %> inbox/林业局人员.xlsx',
    },
    { description: '导入一个文件夹', command: '<%= config.bin %> <%= command.id %> inbox' },
  ]
  static override strict = false
  static override args = {
    files: Args.string({ description: '人员表文件或文件夹，可写多个', required: true }),
  }
  static override flags = {
    unit: Flags.string({ description: '表内和文件名都没有单位时，填报单位', helpValue: 'NAME' }),
  }

  async run(): Promise<RosterImportResult> {
    const { argv, flags } = await this.parse(RosterImport)
    const request = {
      workspace: await openWorkspace(this.workspaceDir),
      paths: argv.map(String),
      unit: flags.unit ?? null,
      only: ['node-staff'],
      at: new Date().toISOString(),
      signal: this.signal,
      resume: `${this.config.bin} roster import`,
    }
    const outcome = await followImport(request, ({ done, of, result: { file } }) =>
      this.progress.update(this.texts.inbox.progress({ done, of, file })),
    )
    this.progress.clear()
    const { files, totals, findings } = importReport(outcome, this.catalogue)
    const result = { files, totals: totals.person, findings }
    this.#print(result)
    this.noteFindings(outcome.findings)
    return needsAttention(outcome) ? this.endWithFindings(result) : result
  }

  #print({ files, totals }: RosterImportResult): void {
    const { columns, kinds, total, failed } = this.texts.inbox
    this.printTable(files, [
      { header: columns.unit, get: (row) => row.unit?.name ?? null },
      { header: columns.read, get: (row) => row.read, align: 'right' },
      { header: columns.stored, get: (row) => row.stored, align: 'right' },
      { header: columns.unchanged, get: (row) => row.unchanged, align: 'right' },
      { header: columns.returned, get: (row) => row.quarantined, align: 'right' },
      { header: columns.file, get: (row) => row.file },
    ])
    this.print(total({ ...totals, kind: kinds.person, returned: totals.quarantined }))
    for (const { file, error } of files) if (error) this.note(failed({ file, ...error }))
  }
}
