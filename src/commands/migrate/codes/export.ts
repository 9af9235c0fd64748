import { Flags } from '@oclif/core'
import { instantFrom } from '../../../lib/calendar/index.js'
import { codesSheet, loadMapping, openCodes } from '../../../lib/migrate/index.js'
import { BaseCommand, codeFlag, consentOf, mappingArg } from '../../../lib/ui/index.js'
import { writeFileAtomic } from '../../../lib/workspace/index.js'

interface ExportResult {
  /** Null when no code is open. */
  readonly file: string | null
  readonly codes: number
  readonly rows: number
}

export default class MigrateCodesExport extends BaseCommand<ExportResult> {
  static override summary = '导出对照表里没有的代码、事项、人员，交业务科室填'
  static override description =
    '把源数据走一遍，映射的对照表（codes）里没有的值逐一列出：多少行、在哪里、可以填什么。规则写明不迁、对接、补录的行不算。'
  static override examples = [
    {
      description: '导出',
      command: '<%= config.bin %> <%= command.id %> lsp-2004.yaml --output 代码对照.xlsx',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    ...codeFlag,
    output: Flags.string({ description: '写到这个文件', helpValue: 'FILE', required: true }),
  }

  async run(): Promise<ExportResult> {
    const { args, flags } = await this.parse(MigrateCodesExport)
    const mapping = await loadMapping(args.mapping, process.env, consentOf(flags))
    const now = instantFrom(Date.now())
    const { codes: words } = this.texts.migrateSurvey
    const open = await openCodes({
      ...{ mapping, today: now.slice(0, 10), signal: this.signal },
      onEntity: (entity) => this.progress.update(words.scanning(entity)),
    })
    this.progress.clear()
    const rows = open.reduce((sum, one) => sum + one.rows, 0)
    if (open.length === 0) {
      this.print(words.none)
      return { file: null, codes: 0, rows }
    }
    const sheet = await codesSheet(mapping, open, new Date(now))
    const { path: file } = await writeFileAtomic(flags.output, sheet)
    this.print(words.exported({ codes: open.length, rows, file }))
    return this.endWithFindings({ file, codes: open.length, rows })
  }
}
