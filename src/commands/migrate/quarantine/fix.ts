import { Flags } from '@oclif/core'
import { fixRow, inMigration, loadMapping } from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg, valuesOf } from '../../../lib/ui/index.js'

interface FixResult {
  readonly entity: string
  readonly key: string
  readonly values: Readonly<Record<string, string | null>>
}

export default class MigrateQuarantineFix extends BaseCommand<FixResult> {
  static override summary = '更正一行退回的数据'
  static override description =
    '记下正确的内容、谁定的、为什么；旧系统不动。下一次 migrate run（或加 --only-quarantine）就用它。源数据里这一行变了的，更正不再适用。'
  static override examples = [
    {
      description: '补上丢失的字',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2014.yaml --entity person --key 17 --set 姓名=张㐂娜 --by 李某 --because 与身份证核对',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    ...decisionFlags,
    set: Flags.string({
      description: '列=正确内容，可写多个；等号后不写就是空',
      helpValue: '列=内容',
      multiple: true,
      required: true,
    }),
  }

  async run(): Promise<FixResult> {
    const { args, flags } = await this.parse(MigrateQuarantineFix)
    const mapping = await loadMapping(args.mapping, process.env)
    const { entity, key, by, because: reason } = flags
    const values = valuesOf(flags.set)
    await inMigration(mapping, this.machine, (migration) =>
      fixRow(migration, { entity, key, by, reason, values }),
    )
    this.print(this.texts.migrate.fixed({ key, file: args.mapping }))
    return { entity, key, values }
  }
}
