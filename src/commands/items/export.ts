import { join, resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  csvOf,
  itemStatuses,
  itemTable,
  itemView,
  listItems,
  type StoredItem,
} from '../../lib/items/index.js'
import { itemWorkbook } from '../../lib/report/index.js'
import { loadForm } from '../../lib/sheets/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, readStore, type Store, writeFileAtomic } from '../../lib/workspace/index.js'

type Format = 'xlsx' | 'csv' | 'json'

interface ItemsExportResult {
  readonly format: Format
  readonly path: string
  readonly items: number
}

export default class ItemsExport extends BaseCommand<ItemsExportResult> {
  static override summary = '把已入库的事项导出为 .xlsx、.csv 或 .json'
  static override description =
    '导出的表头就是梳理表的表头，可以改好再导入。任何单元格都不会成为公式；.csv 为 UTF-8，Excel 可直接打开。'
  static override examples = [
    { description: '导出全部', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '导出一个单位的 .csv',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局 --format csv',
    },
  ]
  static override flags = {
    format: Flags.option({
      description: '文件格式',
      options: ['xlsx', 'csv', 'json'] as const,
      default: 'xlsx',
    })(),
    out: Flags.string({ description: '写到哪个文件，不写时存入 out 文件夹', helpValue: 'FILE' }),
    unit: Flags.string({ description: '只导出一个单位', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemsExportResult> {
    const { flags } = await this.parse(ItemsExport)
    const workspace = await openWorkspace(this.workspaceDir)
    const unit = flags.unit === undefined ? null : unitNamed(await packOf(workspace), flags.unit)
    const name = `${unit?.name ?? ''}事项清单.${flags.format}`
    const store = readStore(workspace)
    try {
      const items = listItems(store, unit === null ? {} : { unit: unit.code })
      const bytes = await this.#render(store, items, flags.format)
      const wanted = flags.out === undefined ? join(workspace.paths.out, name) : resolve(flags.out)
      const { path } = await writeFileAtomic(wanted, bytes)
      this.print(this.texts.items.exported({ count: items.length, path }))
      return { format: flags.format, path, items: items.length }
    } finally {
      store.close()
    }
  }

  async #render(store: Store, items: readonly StoredItem[], format: Format) {
    const status = itemStatuses(store)
    if (format === 'json') {
      const views = items.map((item) => ({
        ...itemView(item, status(item)),
        guide: item.guide ?? null,
      }))
      return `${JSON.stringify(views, null, 2)}\n`
    }
    const form = await loadForm('items')
    const table = itemTable(items, form, status)
    if (format === 'csv') return csvOf(table)
    return await itemWorkbook(table, form.title, new Date().toLocaleDateString('sv-SE'))
  }
}
