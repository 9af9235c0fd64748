import { Flags } from '@oclif/core'
import { exportReturned, type ReturnedItem, returnedItems } from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ItemsReturnedResult {
  readonly items: readonly ReturnedItem[]
  readonly exported: string | null
}

export default class ItemsReturned extends BaseCommand<ItemsReturnedResult> {
  static override summary = '列出退回待改的事项和原因'
  static override description =
    '改好的文件重新导入后，相应记录自动从这里消去。规则变了，用 items replay 重新核验。'
  static override examples = [
    { description: '列出全部', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '把一个单位的存成表格',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局 --export 林业局退回.xlsx',
    },
  ]
  static override flags = {
    unit: Flags.string({ description: '只列一个单位', helpValue: 'NAME' }),
    export: Flags.string({ description: '存成表格文件', helpValue: 'FILE.xlsx' }),
  }

  async run(): Promise<ItemsReturnedResult> {
    const { flags } = await this.parse(ItemsReturned)
    const workspace = await openWorkspace(this.workspaceDir)
    const items = await returnedItems(workspace, flags.unit ?? null, this.catalogue)
    const { returnedList: words } = this.texts.items
    const exported =
      flags.export === undefined ? null : await exportReturned(items, flags.export, words)
    const result = { items, exported }
    if (items.length === 0) {
      this.note(words.none)
      return result
    }
    const [unit = '', name = '', , file = '', , row = '', reason = ''] = words.columns
    this.printTable(items, [
      { header: unit, get: (item) => item.unit.name },
      { header: name, get: (item) => item.name },
      { header: row, get: (item) => item.source.row, align: 'right' },
      { header: file, get: (item) => item.source.file },
      { header: reason, get: (item) => item.reasons.map(({ message }) => message).join('；') },
    ])
    this.print(words.count({ count: items.length }))
    if (exported !== null) this.note(words.exported({ file: exported }))
    return this.endWithFindings(result)
  }
}
