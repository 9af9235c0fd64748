import { Flags } from '@oclif/core'
import { type KeptRow, listQuarantine, loadMapping, saidOf } from '../../../lib/migrate/index.js'
import { BaseCommand, mappingArg, scopeFlags } from '../../../lib/ui/index.js'

interface ListResult {
  readonly rows: readonly Omit<KeptRow, 'raw' | 'rawHash' | 'fix'>[]
}

export default class MigrateQuarantineList extends BaseCommand<ListResult> {
  static override summary = '列出退回待改的行和原因'
  static override description = '只列主键、出处和原因，不显示内容；内容用 export 导出给经办人改。'
  static override examples = [
    { description: '列出', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    entity: scopeFlags.entity,
    all: Flags.boolean({ description: '已改好、已放弃的也列' }),
  }

  async run(): Promise<ListResult> {
    const { args, flags } = await this.parse(MigrateQuarantineList)
    const mapping = await loadMapping(args.mapping, process.env)
    const { entity: entities = null, all } = flags
    const rows = await listQuarantine(mapping, { entities, all })
    const { columns, states, noneKept } = this.texts.migrate
    if (rows.length === 0) this.print(noneKept)
    else {
      this.printTable(rows, [
        { header: columns.entity, get: ({ entity }) => entity },
        { header: columns.key, get: ({ key }) => key },
        { header: columns.places, get: ({ place }) => place },
        { header: columns.state, get: ({ state }) => states[state] },
        { header: columns.reason, get: (row) => saidOf(row, this.catalogue.describe).join('；') },
      ])
    }
    const result = { rows: rows.map(({ raw: _, rawHash: __, fix: ___, ...row }) => row) }
    return rows.some(({ state }) => state === 'open') ? this.endWithFindings(result) : result
  }
}
