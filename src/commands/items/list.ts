import { Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  type ItemView,
  itemStatuses,
  itemView,
  limitText,
  listItems,
} from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, readStore } from '../../lib/workspace/index.js'

interface ItemsListResult {
  readonly items: readonly ItemView[]
}

export default class ItemsList extends BaseCommand<ItemsListResult> {
  static override summary = '列出已入库的事项'
  static override description = '退回待改的不在其内，见 items check。'
  static override examples = [
    {
      description: '列出一个单位的事项',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局',
    },
  ]
  static override flags = {
    unit: Flags.string({ description: '只列一个单位：代码、全称或简称', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemsListResult> {
    const { flags } = await this.parse(ItemsList)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const store = readStore(workspace)
    try {
      const status = itemStatuses(store)
      const stored = listItems(store, unit === null ? {} : { unit: unit.code })
      const items = stored.map((item) => itemView(item, status(item)))
      this.#print(items)
      return { items }
    } finally {
      store.close()
    }
  }

  #print(items: readonly ItemView[]): void {
    const { columns, level, count, none, states } = this.texts.items
    if (items.length === 0) {
      this.note(none)
      return
    }
    this.printTable(items, [
      { header: columns.unit, get: ({ unit }) => unit.name },
      { header: columns.type, get: ({ type }) => type.label },
      { header: columns.depth, get: ({ depth }) => (depth === null ? null : level({ depth })) },
      { header: columns.statutory, get: ({ statutory }) => statutory && limitText(statutory) },
      { header: columns.promised, get: ({ promised }) => promised && limitText(promised) },
      { header: columns.status, get: ({ status }) => states[status] },
      { header: columns.code, get: ({ code }) => code, whole: true },
      { header: columns.name, get: ({ name }) => name },
    ])
    this.print(count({ count: items.length }))
  }
}
