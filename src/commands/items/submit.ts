import { Flags } from '@oclif/core'
import { type ActedItems, actByName } from '../../lib/inbox/index.js'
import { actedColumns, BaseCommand, choiceFlags, itemArgs } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ItemsSubmit extends BaseCommand<ActedItems> {
  static override summary = '把事项提交审核（编辑 → 待审核）'
  static override description = '提交人不能审定自己提交的事项。'
  static override examples = [
    {
      description: '提交一项',
      command: '<%= config.bin %> <%= command.id %> 林木采伐许可 --by 王编审',
    },
    {
      description: '提交一个单位的全部',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局 --by 王编审',
    },
  ]
  static override strict = false
  static override args = itemArgs
  static override flags = {
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '变更缘由的说明', helpValue: 'TEXT' }),
    ...choiceFlags,
    kind: Flags.option({
      description: '缘由：新增、变更、下放；不写时按首次入库和再次报送判断',
      options: ['added', 'changed', 'devolved'] as const,
    })(),
  }

  async run(): Promise<ActedItems> {
    const { argv, flags } = await this.parse(ItemsSubmit)
    const workspace = await openWorkspace(this.workspaceDir)
    const named = { names: argv.map(String), ...flags, reason: flags.kind }
    const result = await actByName(workspace, 'submit', named, Date.now())
    const { acted, actNames, noneToAct } = this.texts.items
    if (result.items.length === 0) {
      this.note(noneToAct)
      return result
    }
    this.printTable(result.items, actedColumns(this.texts.items))
    this.print(acted({ act: actNames.submit, count: result.items.length }))
    return result
  }
}
