import { Flags } from '@oclif/core'
import { instantFrom } from '../../../lib/calendar/index.js'
import { loadMapping, type ManualQueue, manualQueue } from '../../../lib/migrate/index.js'
import { BaseCommand, mappingArg } from '../../../lib/ui/index.js'

export default class MigrateManualList extends BaseCommand<ManualQueue> {
  static override summary = '列出要人工补录的办件'
  static override description =
    '补录当日办结：列入清单的当天就要录进大厅。过期未录的、一个人短时间内成批补录过期件的，逐条提醒。'
  static override examples = [
    { description: '列出', command: '<%= config.bin %> <%= command.id %> lsp-2004.yaml' },
  ]
  static override args = { mapping: mappingArg }
  static override flags = { all: Flags.boolean({ description: '已录入的也列' }) }

  async run(): Promise<ManualQueue> {
    const { args, flags } = await this.parse(MigrateManualList)
    const mapping = await loadMapping(args.mapping, process.env)
    const queue = await manualQueue(mapping, instantFrom(Date.now()).slice(0, 10))
    const { columns, manual } = this.texts.migrateSurvey
    const cases = queue.cases.filter(({ keyed }) => flags.all || keyed === null)
    if (cases.length === 0) this.print(manual.none)
    else {
      this.printTable(cases, [
        { header: this.texts.migrate.columns.entity, get: ({ entity }) => entity },
        { header: this.texts.migrate.columns.key, get: ({ key }) => key },
        { header: columns.rule, get: ({ rule }) => manual.rules(rule) },
        { header: columns.due, get: ({ due }) => due },
        { header: this.texts.migrate.columns.state, get: ({ state }) => manual.states[state] },
        { header: columns.hallKey, get: ({ hallKey }) => hallKey ?? '' },
        { header: columns.operator, get: ({ operator }) => operator ?? '' },
      ])
    }
    this.noteFindings(queue.findings)
    const open = queue.cases.some(({ keyed }) => keyed === null)
    const result = { ...queue, cases }
    return open || queue.findings.length > 0 ? this.endWithFindings(result) : result
  }
}
