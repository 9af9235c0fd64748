import { Flags } from '@oclif/core'
import { instantFrom } from '../../../lib/calendar/index.js'
import { closeManually, inMigration, loadMapping } from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg } from '../../../lib/ui/index.js'

interface CloseResult {
  readonly entity: string
  readonly key: string
  readonly hallKey: string
  readonly late: boolean
}

export default class MigrateManualClose extends BaseCommand<CloseResult> {
  static override summary = '销去一件人工补录：写明大厅的办件编号和录入人'
  static override description =
    '时间以运行命令的时刻为准，不能补填。一个大厅编号只能销一件；已销的再销一次，内容相同的不变，不同的拒绝。'
  static override examples = [
    {
      description: '录好了',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2004.yaml --entity case --key 06000081 --hall-key 530000201504080001 --operator 李某',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    entity: decisionFlags.entity,
    key: decisionFlags.key,
    'hall-key': Flags.string({ description: '大厅里的办件编号', helpValue: 'NO', required: true }),
    operator: Flags.string({ description: '录入人', helpValue: 'NAME', required: true }),
  }

  async run(): Promise<CloseResult> {
    const { args, flags } = await this.parse(MigrateManualClose)
    const mapping = await loadMapping(args.mapping, process.env)
    const now = instantFrom(Date.now())
    const { entity, key, 'hall-key': hallKey, operator } = flags
    const closing = { entity, key, hallKey, operator, now }
    const { keyed, due } = await inMigration(mapping, this.machine, (migration) =>
      closeManually(migration, closing),
    )
    const late = (keyed ?? '').slice(0, 10) > due
    this.print(this.texts.migrateSurvey.manual.closed({ key, hallKey, late }))
    return { entity, key, hallKey, late }
  }
}
