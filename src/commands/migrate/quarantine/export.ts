import { Flags } from '@oclif/core'
import { loadCatalogue } from '../../../lib/i18n/index.js'
import { listQuarantine, loadMapping, quarantineSheet } from '../../../lib/migrate/index.js'
import { BaseCommand, mappingArg, scopeFlags } from '../../../lib/ui/index.js'
import { writeFileAtomic } from '../../../lib/workspace/index.js'

interface ExportResult {
  readonly file: string
  readonly rows: number
}

export default class MigrateQuarantineExport extends BaseCommand<ExportResult> {
  static override summary = '把退回待改的行导出为 .xlsx，交经办人改'
  static override description =
    '每行写明原因，后面是旧系统中这一行的原样内容。含个人信息，请按规定保管。'
  static override examples = [
    {
      description: '导出',
      command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml --output 退回待改.xlsx',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    entity: scopeFlags.entity,
    output: Flags.string({ description: '写到这个文件', helpValue: 'FILE', required: true }),
  }

  async run(): Promise<ExportResult> {
    const { args, flags } = await this.parse(MigrateQuarantineExport)
    const mapping = await loadMapping(args.mapping, process.env)
    const rows = await listQuarantine(mapping, { entities: flags.entity ?? null, all: false })
    const { describe } = await loadCatalogue('zh-CN')
    // Whole rows of people: for its owner alone, like the ledger.
    const sheet = await quarantineSheet(rows, describe)
    const { path } = await writeFileAtomic(flags.output, sheet, 0o600)
    this.print(this.texts.migrate.exported({ rows: rows.length, file: path }))
    return { file: path, rows: rows.length }
  }
}
