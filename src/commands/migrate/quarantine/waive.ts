import { inMigration, loadMapping, waiveRow } from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg } from '../../../lib/ui/index.js'

interface WaiveResult {
  readonly entity: string
  readonly key: string
}

export default class MigrateQuarantineWaive extends BaseCommand<WaiveResult> {
  static override summary = '放弃一行退回的数据，写明理由'
  static override description =
    '下一次迁移起，这一行计入“不迁”。源数据里这一行变了的，重新退回，由人再定。'
  static override examples = [
    {
      description: '重复录入的一行不要',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2014.yaml --entity case --key A1#2 --by 科室甲 --because 重复录入',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = decisionFlags

  async run(): Promise<WaiveResult> {
    const { args, flags } = await this.parse(MigrateQuarantineWaive)
    const mapping = await loadMapping(args.mapping, process.env)
    const { entity, key, by, because: reason } = flags
    await inMigration(mapping, this.machine, (migration) =>
      waiveRow(migration, { entity, key, by, reason }),
    )
    this.print(this.texts.migrate.waived({ key }))
    return { entity, key }
  }
}
