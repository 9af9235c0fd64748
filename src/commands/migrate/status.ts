import { instantFrom } from '../../lib/calendar/index.js'
import { loadMapping, type MigrationStatus, migrationStatus } from '../../lib/migrate/index.js'
import { BaseCommand, mappingArg } from '../../lib/ui/index.js'

const KINDS = ['migrated', 'merged', 'excluded', 'interfaced', 'manual', 'quarantined'] as const

export default class MigrateStatus extends BaseCommand<MigrationStatus> {
  static override summary = '看迁移到了哪一步'
  static override description =
    '各类数据现在的去处、退回待改和补录还剩多少、上一次是否中断。只读，迁移进行中也可以看。'
  static override examples = [
    { description: '查看', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
  ]
  static override args = { mapping: mappingArg }

  async run(): Promise<MigrationStatus> {
    const { args } = await this.parse(MigrateStatus)
    const mapping = await loadMapping(args.mapping, process.env)
    const status = await migrationStatus(mapping, instantFrom(Date.now()).slice(0, 10))
    const { columns, lastRun, ranCode, resumable, queues } = this.texts.migrate
    this.printTable(status.entities, [
      { header: columns.entity, get: ({ name }) => mapping.entities[name]?.title ?? name },
      ...KINDS.map((kind) => ({
        header: columns[kind],
        get: (row: MigrationStatus['entities'][number]) => row[kind],
        align: 'right' as const,
      })),
    ])
    const [last] = status.runs
    if (last !== undefined) this.print(lastRun(last))
    for (const [module, sha256] of Object.entries(last?.code ?? {})) {
      this.print(ranCode({ module, sha256 }))
    }
    this.print(queues({ ...status.manual, quarantined: status.quarantine.open }))
    const consent = mapping.code.length > 0 ? ' --allow-code' : ''
    if (status.resumable) this.note(resumable(args.mapping + consent))
    const isClean = !status.resumable && status.quarantine.open + status.manual.late === 0
    return isClean ? status : this.endWithFindings(status)
  }
}
