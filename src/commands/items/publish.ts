import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { type ActedItem, actOnChosen } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeStore } from '../../lib/workspace/index.js'

interface ItemsPublishResult {
  readonly by: string
  readonly at: string
  readonly items: readonly ActedItem[]
}

export default class ItemsPublish extends BaseCommand<ItemsPublishResult> {
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
  static override args = {
    items: Args.string({ description: '实施编码、事项名称或名称的一部分，可写多个' }),
  }
  static override flags = {
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '说明', helpValue: 'TEXT' }),
    unit: Flags.string({ description: '一个单位的全部', helpValue: 'NAME' }),
    all: Flags.boolean({ description: '全部单位' }),
  }

  async run(): Promise<ItemsPublishResult> {
    const { argv, flags } = await this.parse(ItemsPublish)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const at = instantFrom(Date.now())
    const store = writeStore(workspace, at)
    try {
      const choice = { names: argv.map(String), unit: unit?.code ?? null, all: flags.all }
      const because = flags.because ?? null
      const items = actOnChosen(store, choice, 'publish', { by: flags.by, at, because })
      this.#print(items)
      return { by: flags.by, at, items }
    } finally {
      store.close()
    }
  }

  #print(items: ItemsPublishResult['items']): void {
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
    this.print(acted({ act: actNames['publish'] ?? '', count: items.length }))
  }
}
