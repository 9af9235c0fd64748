import { Args, Flags } from '@oclif/core'
import { type ActedItems, actByName } from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ItemsWithdraw extends BaseCommand<ActedItems> {
  static override summary = '撤消事项（或下放到下级）'
  static override description = '撤消的事项不再列出、不再参演，全部版本和办理记录仍然保留。'
  static override examples = [
    {
      description: '撤消一项',
      command: '<%= config.bin %> <%= command.id %> 林木采伐许可 --because 法律修订 --by 王编审',
    },
  ]
  static override strict = false
  static override args = {
    items: Args.string({
      description: '实施编码、事项名称或名称的一部分，可写多个',
      required: true,
    }),
  }
  static override flags = {
    because: Flags.string({ description: '撤消理由', helpValue: 'TEXT', required: true }),
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    unit: Flags.string({ description: '只在一个单位中找', helpValue: 'NAME' }),
    devolved: Flags.boolean({ description: '不是撤消，而是下放到下级' }),
  }

  async run(): Promise<ActedItems> {
    const { argv, flags } = await this.parse(ItemsWithdraw)
    const workspace = await openWorkspace(this.workspaceDir)
    const reason = flags.devolved ? 'devolved' : 'withdrawn'
    const named = { names: argv.map(String), ...flags, reason } as const
    const result = await actByName(workspace, 'withdraw', named, Date.now())
    const { acted, reasons } = this.texts.items
    this.print(acted({ act: reasons[reason], count: result.items.length }))
    return result
  }
}
