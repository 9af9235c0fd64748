import { Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import {
  dispositions,
  everything,
  inMigration,
  loadMapping,
  type RunResult,
  runMigration,
  type Scope,
} from '../../lib/migrate/index.js'
import {
  again,
  BaseCommand,
  codeFlag,
  consentOf,
  dispositionColumns,
  mappingArg,
  scopeFlags,
  scopeOf,
} from '../../lib/ui/index.js'

export default class MigrateRun extends BaseCommand<RunResult> {
  static override summary = '按映射文件迁移'
  static override description =
    '源数据只读不写。每一行都有去处：新增、更新、未变、合并、不迁、对接、补录或退回待改。随时可以终止，再次运行就从断点接着迁；没有变化的行不重写。'
  static override examples = [
    { description: '全部迁移', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
    {
      description: '只迁办件，先试一千行',
      command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml --entity case --limit 1000',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    ...scopeFlags,
    ...codeFlag,
    'only-quarantine': Flags.boolean({ description: '只重试退回待改的行' }),
  }

  async run(): Promise<RunResult> {
    const { args, flags } = await this.parse(MigrateRun)
    return this.work(args.mapping, consentOf(flags), scopeOf(flags))
  }

  /** Runs a scope, or (null) goes on with the run that was interrupted. */
  protected async work(file: string, consent: ReturnType<typeof consentOf>, asked: Scope | null) {
    const mapping = await loadMapping(file, process.env, consent)
    const [scope, onlyResume] = [asked ?? everything, asked === null]
    const now = () => instantFrom(Date.now())
    const { progress, total, balanced, leftOut } = this.texts.migrate
    const result = await inMigration(mapping, this.machine, (migration) =>
      runMigration({
        ...{ migration, scope, now, clock: Date.now, signal: this.signal, onlyResume },
        resume: again(`${this.config.bin} migrate run`, file, consent),
        onProgress: (step) => this.progress.update(progress(step)),
      }),
    )
    this.progress.clear()
    this.printTable(result.entities, dispositionColumns(this.texts.migrate, dispositions))
    this.print(total(result))
    if (result.entities.some(({ unread }) => unread !== 0 && unread !== null)) {
      this.print(leftOut(result))
    }
    if (!result.balanced) this.note(balanced)
    this.noteFindings(result.findings)
    const isClean = result.balanced && result.quarantine.open + result.findings.length === 0
    return isClean ? result : this.endWithFindings(result)
  }
}
