import { Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { inMigration, loadMapping, type RolledBack, rollBack } from '../../lib/migrate/index.js'
import { BaseCommand, mappingArg, scopeFlags } from '../../lib/ui/index.js'

interface RollbackResult {
  readonly run: number
  readonly dryRun: boolean
  readonly entities: readonly RolledBack[]
}

export default class MigrateRollback extends BaseCommand<RollbackResult> {
  static override summary = '收回某一次迁移'
  static override description =
    '这一次新增的行从目标中删去，更新的行恢复原样，次序与迁移相反。迁入后被人改过的行不动，逐条列出。'
  static override examples = [
    {
      description: '先看会收回什么',
      command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml --run 1 --dry-run',
    },
    {
      description: '收回',
      command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml --run 1 --yes',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    run: Flags.integer({ description: '第几次迁移', helpValue: 'N', required: true, min: 1 }),
    entity: scopeFlags.entity,
    'dry-run': Flags.boolean({ description: '只看，不收回' }),
    yes: Flags.boolean({ description: '不再询问' }),
  }

  async run(): Promise<RollbackResult> {
    const { args, flags } = await this.parse(MigrateRollback)
    const mapping = await loadMapping(args.mapping, process.env)
    const { columns, confirmRollback, rolledBack } = this.texts.migrate
    const { run, entity: entities = null, 'dry-run': dryRun } = flags
    const question = { flag: '--yes', question: confirmRollback({ run }) }
    if (!dryRun && !flags.yes && !(await this.prompter.confirm(question))) {
      return { run, dryRun: true, entities: [] }
    }
    const at = instantFrom(Date.now())
    const done = await inMigration(mapping, this.machine, (migration) =>
      rollBack(migration, { run, entities, dryRun, at }),
    )
    this.printTable(done, [
      { header: columns.entity, get: ({ name }) => name },
      { header: columns.removed, get: ({ removed }) => removed, align: 'right' },
      { header: columns.restored, get: ({ restored }) => restored, align: 'right' },
      { header: columns.kept, get: ({ kept }) => kept.length, align: 'right' },
    ])
    const kept = done.flatMap((one) => one.kept)
    this.print(rolledBack({ run, dryRun, kept }))
    const result = { run, dryRun, entities: done }
    return kept.length > 0 ? this.endWithFindings(result) : result
  }
}
