import { Flags } from '@oclif/core'
import { AppError } from '../../lib/errors/index.js'
import { compareItems } from '../../lib/inbox/index.js'
import type { ComparedField, Comparison } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ItemsCompare extends BaseCommand<Comparison> {
  static override summary = '逐项核对事项清单、办事指南和运行流程三者的要素是否一致'
  static override description =
    '两张表都按事项梳理表的表头读取，不入库。事项按编码对应，没有编码的按名称；只核对双方都有的栏目。'
  static override examples = [
    {
      description: '三者核对',
      command: '<%= config.bin %> <%= command.id %> --guide 办事指南.xlsx --flow 运行流程.xlsx',
    },
  ]
  static override flags = {
    guide: Flags.string({ description: '已公布的办事指南表', helpValue: 'FILE' }),
    flow: Flags.string({ description: '大厅运行流程导出表', helpValue: 'FILE' }),
    unit: Flags.string({ description: '只核对一个单位', helpValue: 'NAME' }),
  }

  async run(): Promise<Comparison> {
    const { flags } = await this.parse(ItemsCompare)
    const { guide = null, flow = null, unit = null } = flags
    if (guide === null && flow === null)
      throw new AppError('HK-ITEM-101', { flags: ['--guide', '--flow'] })
    const workspace = await openWorkspace(this.workspaceDir)
    const result = await compareItems(workspace, { guide, flow, unit })
    this.#print(result)
    const isOdd = Object.values(result.beyond).some((names) => names.length > 0)
    const { numerator, denominator } = result.rate
    const isMissing = Object.values(result.missing).some((count) => (count ?? 0) > 0)
    return numerator < denominator || isOdd || isMissing ? this.endWithFindings(result) : result
  }

  #print({ items, rate, missing, beyond }: Comparison): void {
    const { columns, fields, guideFields, share, agreement, notIn, beyond: only } = this.texts.items
    const labels: Readonly<Record<string, string>> = { ...fields, ...guideFields }
    const rows = items.flatMap(({ unit, name, differences }) =>
      differences.map((one) => ({ unit, name, ...one })),
    )
    const source = (get: (row: ComparedField) => string | null, header: string) => ({ header, get })
    this.printTable(rows, [
      { header: columns.unit, get: ({ unit }) => unit },
      { header: columns.name, get: ({ name }) => name },
      { header: columns.field, get: ({ field }) => labels[field] ?? field },
      source(({ registry }) => registry, columns.registry),
      source(({ guide }) => guide, columns.guide),
      source(({ flow }) => flow, columns.flow),
    ])
    this.print(`\n${agreement({ share: share(rate) })}`)
    for (const name of ['guide', 'flow'] as const) {
      const count = missing[name] ?? 0
      if (count > 0) this.print(notIn({ source: columns[name], count }))
      if (beyond[name].length > 0) this.print(only({ source: columns[name], names: beyond[name] }))
    }
  }
}
