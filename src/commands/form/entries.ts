import { Args, Flags } from '@oclif/core'
import { formEntries, type RegisterLines } from '../../lib/forms/index.js'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, readStore } from '../../lib/workspace/index.js'

export default class FormEntries extends BaseCommand<RegisterLines> {
  static override summary = '查看各单位在登记表、调度表中报来的内容'
  static override description =
    '适用于逐行登记的表：业务系统登记表、试运行情况调度表、终端设备表、事项目录。退回待改的不在其内。'
  static override examples = [
    { description: '各单位报来的业务系统', command: '<%= config.bin %> <%= command.id %> systems' },
    {
      description: '只看一个单位',
      command: '<%= config.bin %> <%= command.id %> systems --unit 林业局',
    },
  ]
  static override args = {
    form: Args.string({ description: '表样，见 form list', required: true }),
  }
  static override flags = {
    unit: Flags.string({ description: '只看一个单位：代码、全称或简称', helpValue: 'NAME' }),
  }

  async run(): Promise<RegisterLines> {
    const { args, flags } = await this.parse(FormEntries)
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const unit = flags.unit === undefined ? null : unitNamed(pack, flags.unit).code
    const store = readStore(workspace)
    try {
      const result = await formEntries(store, args.form, pack, unit)
      this.#print(result)
      return result
    } finally {
      store.close()
    }
  }

  #print({ title, fields, entries }: RegisterLines): void {
    const { columns, entryCount, noEntries } = this.texts.form
    if (entries.length === 0) {
      this.note(noEntries({ title }))
      return
    }
    this.printTable(entries, [
      { header: columns.unit, get: ({ unit }) => unit.name },
      ...fields
        .filter(({ key }) => key !== 'unit')
        .map(({ key, header }) => ({
          header,
          get: ({ values }: RegisterLines['entries'][number]) =>
            values[key]?.replace(/\s+/gu, ' ') ?? null,
        })),
    ])
    this.print(entryCount({ title, count: entries.length }))
  }
}
