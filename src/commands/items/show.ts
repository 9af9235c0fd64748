import { Args, Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  changeLines,
  findItem,
  type Item,
  type ItemGuide,
  type ItemView,
  itemLines,
  itemStatuses,
  itemView,
  listItems,
  localMinute,
} from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { history, openWorkspace, type RecordVersion, readStore } from '../../lib/workspace/index.js'

type Lines = ReturnType<typeof itemLines>
type Version = Pick<RecordVersion<Item>, 'version' | 'at' | 'source' | 'changes'>

interface ItemsShowResult {
  readonly item: ItemView
  readonly guide: ItemGuide | null
  /** The latest version that was published. */
  readonly published: number | null
  readonly versions: readonly Version[]
}

export default class ItemsShow extends BaseCommand<ItemsShowResult> {
  static override summary = '查看一个事项的全部内容和历次变更'
  static override examples = [
    { description: '按名称查看', command: '<%= config.bin %> <%= command.id %> 林木采伐许可' },
  ]
  static override args = {
    item: Args.string({ description: '实施编码、事项名称或名称的一部分', required: true }),
  }
  static override flags = {
    unit: Flags.string({ description: '只在一个单位中找', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemsShowResult> {
    const { args, flags } = await this.parse(ItemsShow)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const store = readStore(workspace)
    try {
      const items = listItems(store, unit === null ? {} : { unit: unit.code })
      const found = findItem(items, args.item)
      const versions = history<Item>(store, 'item', found.key).map(({ data: _, ...rest }) => rest)
      const status = itemStatuses(store)(found)
      this.#print(itemLines(found, status.state, this.texts.items), versions)
      const item = itemView(found, status)
      return { item, guide: found.guide ?? null, published: status.published, versions }
    } finally {
      store.close()
    }
  }

  #print(lines: Lines, versions: readonly Version[]): void {
    const { columns, versions: title, first, changes: say } = this.texts.items
    this.printTable(lines, [
      { header: columns.field, get: ([label]) => label },
      { header: columns.value, get: ([, text]) => text },
    ])
    this.print(`\n${this.palette.strong(title)}`)
    this.printTable(versions, [
      { header: columns.version, get: ({ version }) => version, align: 'right' },
      { header: columns.at, get: ({ at }) => localMinute(at) },
      { header: columns.changed, get: ({ changes }) => say(changeLines(changes)) || first },
    ])
  }
}
