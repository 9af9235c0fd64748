import { Args, Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { changeLines, type ItemVersion, localMinute, traceItem } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, readStore } from '../../lib/workspace/index.js'

interface ItemsHistoryResult {
  readonly unit: { readonly code: string; readonly name: string }
  readonly code: string | null
  readonly name: string
  readonly versions: readonly ItemVersion[]
}

export default class ItemsHistory extends BaseCommand<ItemsHistoryResult> {
  static override summary = '查看一个事项的全部版本：改了什么、谁办的、为什么'
  static override description = '已撤消的事项用完整的编码或名称也能查到。'
  static override examples = [
    { description: '查看一项', command: '<%= config.bin %> <%= command.id %> 林木采伐许可' },
  ]
  static override args = {
    item: Args.string({ description: '实施编码、事项名称或名称的一部分', required: true }),
  }
  static override flags = {
    unit: Flags.string({ description: '只在一个单位中找', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemsHistoryResult> {
    const { args, flags } = await this.parse(ItemsHistory)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const store = readStore(workspace)
    try {
      const { item, versions } = traceItem(store, args.item, unit?.code ?? null)
      const result = { unit: item.unit, code: item.code, name: item.name, versions }
      this.#print(result)
      return result
    } finally {
      store.close()
    }
  }

  #print({ unit, name, versions }: ItemsHistoryResult): void {
    const { columns, reasons, changes: say, first, actDone, actNames, madeBy } = this.texts.items
    const nameOf: Readonly<Record<string, string>> = actNames
    this.print(this.palette.strong(`${name}  ${unit.name}`))
    this.printTable(versions, [
      { header: columns.version, get: ({ version }) => version, align: 'right' },
      { header: columns.at, get: ({ at }) => localMinute(at) },
      {
        header: columns.reason,
        get: ({ reason, madeBy: how }) => `${reasons[reason]}·${madeBy[how]}`,
      },
      {
        header: columns.acts,
        get: ({ acts }) =>
          acts
            .map(({ act, because, ...by }) =>
              actDone({ ...by, act: nameOf[act] ?? act, because: because ?? '' }),
            )
            .join('；') || null,
      },
      { header: columns.changed, get: ({ changes }) => say(changeLines(changes)) || first },
    ])
  }
}
