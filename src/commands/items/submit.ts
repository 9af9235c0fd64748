import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { type ActedItem, actOnChosen } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeStore } from '../../lib/workspace/index.js'

interface ItemsSubmitResult {
  readonly by: string
  readonly at: string
  readonly items: readonly ActedItem[]
}

export default class ItemsSubmit extends BaseCommand<ItemsSubmitResult> {
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
  static override args = {
    items: Args.string({ description: '实施编码、事项名称或名称的一部分，可写多个' }),
  }
  static override flags = {
    by: Flags.string({ description: '办理人姓名', helpValue: 'NAME', required: true }),
    because: Flags.string({ description: '变更缘由的说明', helpValue: 'TEXT' }),
    unit: Flags.string({ description: '一个单位的全部', helpValue: 'NAME' }),
    all: Flags.boolean({ description: '全部单位' }),
    kind: Flags.option({
      description: '缘由：新增、变更、下放；不写时按首次入库和再次报送判断',
      options: ['added', 'changed', 'devolved'] as const,
    })(),
  }

  async run(): Promise<ItemsSubmitResult> {
    const { argv, flags } = await this.parse(ItemsSubmit)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const at = instantFrom(Date.now())
    const store = writeStore(workspace, at)
    try {
      const choice = { names: argv.map(String), unit: unit?.code ?? null, all: flags.all }
      const because = flags.because ?? null
      const items = actOnChosen(store, choice, 'submit', {
        by: flags.by,
        at,
        because,
        ...(flags.kind === undefined ? {} : { reason: flags.kind }),
      })
      this.#print(items)
      return { by: flags.by, at, items }
    } finally {
      store.close()
    }
  }

  #print(items: ItemsSubmitResult['items']): void {
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
    this.print(acted({ act: actNames['submit'] ?? '', count: items.length }))
  }
}
