import { Args, Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  findItem,
  type Item,
  type ItemGuide,
  type ItemView,
  itemStatuses,
  itemTexts,
  itemView,
  listItems,
} from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { history, openWorkspace, type RecordVersion, readStore } from '../../lib/workspace/index.js'

type Texts = Readonly<Record<string, string | null | undefined>>
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
      const { guide = null } = found
      const status = itemStatuses(store)(found)
      const item = itemView(found, status)
      this.#print(item, found, versions)
      return { item, guide, published: status.published, versions }
    } finally {
      store.close()
    }
  }

  #print(item: ItemView, whole: Item, versions: readonly Version[]): void {
    const { columns, fields, guideFields, versions: title, first, changes: say } = this.texts.items
    const texts: Texts = { ...itemTexts(whole), ...this.#textsOf(item) }
    const asked = Object.entries(guideFields).filter(([key]) => texts[key] !== undefined)
    const rows = [...Object.entries(fields), ...asked]
    this.printTable(rows, [
      { header: columns.field, get: ([, label]) => label },
      { header: columns.value, get: ([key]) => texts[key] ?? null },
    ])
    this.print(`\n${this.palette.strong(title)}`)
    this.printTable(versions, [
      { header: columns.version, get: ({ version }) => version, align: 'right' },
      { header: columns.at, get: ({ at }) => at },
      { header: columns.changed, get: ({ changes }) => say(changes) || first },
    ])
  }

  #textsOf(item: ItemView): Texts {
    const { level, node, source, states } = this.texts.items
    const said = item.nodes.map(({ label, post, people, limit }) =>
      node({ label, post: post ?? '', people: people.join('、'), limit: limit?.raw ?? '' }),
    )
    const depth = item.depth === null ? null : level({ depth: item.depth })
    const nodes = said.join(' ') || null
    return { status: states[item.status], depth, nodes, source: source(item.source) }
  }
}
