import { instantFrom } from '../../../lib/calendar/index.js'
import { inMigration, loadMapping, openManually } from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg } from '../../../lib/ui/index.js'

interface OpenResult {
  readonly entity: string
  readonly key: string
  readonly due: string
}

export default class MigrateManualOpen extends BaseCommand<OpenResult> {
  static override summary = '把一行退回的数据转为人工补录'
  static override description =
    '改不好、又不能放弃的行，由人照原件录进大厅，当日办结。从此迁移不再写这一行，对账时计入“补录”。'
  static override examples = [
    {
      description: '备注丢了，照纸质档案录',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2004.yaml --entity case --key 03000052 --by 科室甲 --because 意见丢失，照档案录',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = decisionFlags

  async run(): Promise<OpenResult> {
    const { args, flags } = await this.parse(MigrateManualOpen)
    const mapping = await loadMapping(args.mapping, process.env)
    const now = instantFrom(Date.now())
    const { entity, key, by, because: reason } = flags
    await inMigration(mapping, this.machine, (migration) =>
      openManually(migration, { entity, key, by, reason, now }),
    )
    const due = now.slice(0, 10)
    this.print(this.texts.migrateSurvey.manual.opened({ key, due }))
    return { entity, key, due }
  }
}
