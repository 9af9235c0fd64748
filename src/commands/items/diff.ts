import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { AppError } from '../../lib/errors/index.js'
import { type ItemChanges, itemChanges } from '../../lib/inbox/index.js'
import { changeLines, type ItemChange } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ItemsDiff extends BaseCommand<ItemChanges> {
  static override summary = '看一张表导入后会改动什么，或某天以来改动了什么'
  static override description = '只看不存：文件在库的副本里试导入，工作目录不变。'
  static override examples = [
    { description: '这张表会改动什么', command: '<%= config.bin %> <%= command.id %> 林业局.xlsx' },
    {
      description: '某天以来的改动',
      command: '<%= config.bin %> <%= command.id %> --since 2015-04-08',
    },
  ]
  static override strict = false
  static override args = {
    files: Args.string({ description: '准备导入的文件或文件夹，可写多个' }),
  }
  static override flags = {
    since: Flags.string({ description: '起始日期或时间', helpValue: 'DATE' }),
    unit: Flags.string({ description: '表内和文件名都没有单位时，填报单位', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemChanges> {
    const { argv, flags } = await this.parse(ItemsDiff)
    const paths = argv.map(String)
    if ((paths.length === 0) === (flags.since === undefined))
      throw new AppError('HK-ITEM-101', { flags: ['FILES', '--since'] })
    const workspace = await openWorkspace(this.workspaceDir)
    const { since = null, unit = null } = flags
    const at = instantFrom(Date.now())
    const asked = { workspace, paths, unit, at, since, signal: this.signal }
    const result = await itemChanges(asked)
    this.#print(result)
    return result.changes.length > 0 ? this.endWithFindings(result) : result
  }

  #print({ changes, ...counts }: ItemChanges): void {
    const { columns, added, gone, changes: say, diffCount, noDifference } = this.texts.items
    if (changes.length === 0) {
      this.print(noDifference)
      return
    }
    const said = ({ kind, fields }: ItemChange) =>
      kind === 'changed' ? say(changeLines(fields)) : kind === 'added' ? added : gone
    this.printTable(changes, [
      { header: columns.unit, get: ({ unit }) => unit },
      { header: columns.name, get: ({ name }) => name },
      { header: columns.changed, get: said },
    ])
    this.print(diffCount(counts))
  }
}
