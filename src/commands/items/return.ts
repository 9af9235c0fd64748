import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { type ActedItem, actOnChosen } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeStore } from '../../lib/workspace/index.js'

interface ItemsReturnResult {
  readonly by: string
  readonly at: string
  readonly items: readonly ActedItem[]
}

export default class ItemsReturn extends BaseCommand<ItemsReturnResult> {
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
  static override args = {
    items: Args.string({ description: '实施编码、事项名称或名称的一部分，可写多个' }),
  }
  static override flags = {
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '退回理由（必填）', helpValue: 'TEXT' }),
    unit: Flags.string({ description: '一个单位的全部', helpValue: 'NAME' }),
    all: Flags.boolean({ description: '全部单位' }),
  }

  async run(): Promise<ItemsReturnResult> {
    const { argv, flags } = await this.parse(ItemsReturn)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const at = instantFrom(Date.now())
    const store = writeStore(workspace, at)
    try {
      const choice = { names: argv.map(String), unit: unit?.code ?? null, all: flags.all }
      const because = flags.because ?? null
      const items = actOnChosen(store, choice, 'return', { by: flags.by, at, because })
      this.#print(items)
      return { by: flags.by, at, items }
    } finally {
      store.close()
    }
  }

  #print(items: ItemsReturnResult['items']): void {
    const { columns, acted, actNames, noneToAct } = this.texts.items
    if (items.length === 0) {
      this.note(noneToAct)
      return
    }
    this.printTable(items, [
      { header: columns.unit, get: ({ unit }) => unit },
      { header: columns.version, get: ({ version }) => version, align: 'right' },
      { header: columns.name, get: ({ name }) => name },
    ])
    this.print(acted({ act: actNames['return'] ?? '', count: items.length }))
  }
}
