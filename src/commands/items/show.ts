import { Args, Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  findItem,
  type Item,
  type ItemGuide,
  type ItemView,
  itemStatuses,
  itemView,
  listItems,
} from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { history, openWorkspace, type RecordVersion, readStore } from '../../lib/workspace/index.js'

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
      const item = itemView(found, status)
      this.#print(item, versions)
      return { item, guide: found.guide ?? null, published: status.published, versions }
    } finally {
      store.close()
    }
  }

  #print(item: ItemView, versions: readonly Version[]): void {
    const { columns, fields, versions: title, first, change } = this.texts.items
    const texts = this.#textsOf(item)
    this.printTable(Object.entries(fields), [
      { header: columns.field, get: ([, label]) => label },
      { header: columns.value, get: ([key]) => texts[key] ?? null },
    ])
    this.print(`\n${this.palette.strong(title)}`)
    const said = (one: RecordVersion<Item>['changes'][number]) =>
      change({ ...one, before: JSON.stringify(one.before), after: JSON.stringify(one.after) })
    this.printTable(versions, [
      { header: columns.version, get: ({ version }) => version, align: 'right' },
      { header: columns.at, get: ({ at }) => at },
      { header: columns.changed, get: ({ changes }) => changes.map(said).join('；') || first },
    ])
  }

  #textsOf(item: ItemView): Readonly<Record<string, string | null>> {
    const { level, node, source, states } = this.texts.items
    const { unit, type, statutory, promised, depth, materials, fee, nodes } = item
    const said = nodes.map(({ label, post, people, limit }) =>
      node({ label, post: post ?? '', people: people.join('、'), limit: limit?.raw ?? '' }),
    )
    return {
      ...{ code: item.code, name: item.name, caseType: item.caseType, basis: item.basis },
      ...{ conditions: item.conditions, office: item.office, supervision: item.supervision },
      unit: unit.name,
      type: type.label,
      status: states[item.status],
      statutory: statutory?.raw ?? null,
      promised: promised?.raw ?? null,
      depth: depth === null ? null : level({ depth }),
      materials: materials.join('；') || null,
      fee: fee.raw || null,
      nodes: said.join(' ') || null,
      source: source(item.source),
    }
  }
}
