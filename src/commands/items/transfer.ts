import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { findItem, listItems, transferItem } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeStore } from '../../lib/workspace/index.js'

interface ItemsTransferResult {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly by: string
  readonly at: string
}

export default class ItemsTransfer extends BaseCommand<ItemsTransferResult> {
  static override summary = '把事项转移给另一个单位'
  static override description = '转移后成为新的版本，由接收单位重新提交审定；原单位的版本仍然保留。'
  static override examples = [
    {
      description: '转移一项',
      command:
        '<%= config.bin %> <%= command.id %> 林木采伐许可 --to 农业和科技局 --because 机构改革 --by 王编审',
    },
  ]
  static override args = {
    item: Args.string({ description: '实施编码、事项名称或名称的一部分', required: true }),
  }
  static override flags = {
    to: Flags.string({ description: '接收单位', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '转移理由', helpValue: 'TEXT', required: true }),
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    unit: Flags.string({ description: '只在一个单位中找', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemsTransferResult> {
    const { args, flags } = await this.parse(ItemsTransfer)
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const unit = flags.unit === undefined ? null : unitNamed(pack, flags.unit)
    const to = unitNamed(pack, flags.to)
    const at = instantFrom(Date.now())
    const { by, because } = flags
    const store = writeStore(workspace, at)
    try {
      const held = listItems(store)
      const item = findItem(
        unit === null ? held : held.filter((one) => one.unit.code === unit.code),
        args.item,
      )
      transferItem(store, item, to, held, { by, at, because })
      const result = { name: item.name, from: item.unit.name, to: to.name, by, at }
      this.print(this.texts.items.transferred(result))
      return result
    } finally {
      store.close()
    }
  }
}
