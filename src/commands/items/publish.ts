import { Flags } from '@oclif/core'
import { type ActedItems, actByName } from '../../lib/inbox/index.js'
import { actedColumns, BaseCommand, choiceFlags, itemArgs } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ItemsPublish extends BaseCommand<ActedItems> {
  static override summary = '发布已审定的事项（审定 → 发布）'
  static override description =
    '已发布的版本不再改动；以后的变更成为新的版本，重新走提交、审定、发布。'
  static override examples = [
    {
      description: '发布一项',
      command: '<%= config.bin %> <%= command.id %> 林木采伐许可 --by 王编审',
    },
    {
      description: '发布一个单位已审定的全部',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局 --by 王编审',
    },
  ]
  static override strict = false
  static override args = itemArgs
  static override flags = {
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '说明', helpValue: 'TEXT' }),
    ...choiceFlags,
  }

  async run(): Promise<ActedItems> {
    const { argv, flags } = await this.parse(ItemsPublish)
    const workspace = await openWorkspace(this.workspaceDir)
    const named = { names: argv.map(String), ...flags }
    const result = await actByName(workspace, 'publish', named, Date.now())
    const { acted, actNames, noneToAct } = this.texts.items
    if (result.items.length === 0) {
      this.note(noneToAct)
      return result
    }
    this.printTable(result.items, actedColumns(this.texts.items))
    this.print(acted({ act: actNames.publish, count: result.items.length }))
    return result
  }
}
