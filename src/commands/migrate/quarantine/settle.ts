import { Flags } from '@oclif/core'
import { inMigration, loadMapping, settleRow } from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg } from '../../../lib/ui/index.js'

interface SettleResult {
  readonly entity: string
  readonly key: string
  readonly there: boolean
}

const OUTCOME = { exactlyOne: ['there', 'absent'] }

export default class MigrateQuarantineSettle extends BaseCommand<SettleResult> {
  static override summary = '查清送出后大厅收没收不明的一行，写明有没有'
  static override description =
    '有的大厅断线后答不出收没收。先到大厅按编号查：已有的，下一次 migrate run（或加 --only-quarantine）计入迁入；没有的，再送一次。没有写明以前不会重送。'
  static override examples = [
    {
      description: '大厅里查到了',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2014.yaml --entity case --key A7 --there --by 李某 --because 按编号在大厅查到',
    },
    {
      description: '大厅里没有，再送',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2014.yaml --entity case --key A8 --absent --by 李某 --because 按编号、申请人都查不到',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    ...decisionFlags,
    there: Flags.boolean({ description: '大厅里已有', ...OUTCOME }),
    absent: Flags.boolean({ description: '大厅里没有', ...OUTCOME }),
  }

  async run(): Promise<SettleResult> {
    const { args, flags } = await this.parse(MigrateQuarantineSettle)
    const mapping = await loadMapping(args.mapping, process.env)
    const { entity, key, by, because: reason, there } = flags
    const found = there ? 'there' : 'absent'
    await inMigration(mapping, this.machine, (migration) =>
      settleRow(migration, { entity, key, by, reason, found }),
    )
    this.print(this.texts.migrate.settled({ key, there, file: args.mapping }))
    return { entity, key, there }
  }
}
