import { Flags } from '@oclif/core'
import { type ActedItems, actByName } from '../../lib/inbox/index.js'
import { actedColumns, BaseCommand, choiceFlags, itemArgs } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ItemsReturn extends BaseCommand<ActedItems> {
  static override summary = '把待审核或已审定的事项退回修改'
  static override description = '退回须写明理由。'
  static override examples = [
    {
      description: '退回一项',
      command:
        '<%= config.bin %> <%= command.id %> 林木采伐许可 --by 王编审 --because 依据条款有误',
    },
    {
      description: '退回一个单位待审核的全部',
      command:
        '<%= config.bin %> <%= command.id %> --unit 林业局 --by 王编审 --because 依据条款有误',
    },
  ]
  static override strict = false
  static override args = itemArgs
  static override flags = {
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '退回理由（必填）', helpValue: 'TEXT' }),
    ...choiceFlags,
  }

  async run(): Promise<ActedItems> {
    const { argv, flags } = await this.parse(ItemsReturn)
    const workspace = await openWorkspace(this.workspaceDir)
    const named = { names: argv.map(String), ...flags }
    const result = await actByName(workspace, 'return', named, Date.now())
    const { acted, actNames, noneToAct } = this.texts.items
    if (result.items.length === 0) {
      this.note(noneToAct)
      return result
    }
    this.printTable(result.items, actedColumns(this.texts.items))
    this.print(acted({ act: actNames.return, count: result.items.length }))
    return result
  }
}
