import { instantFrom } from '../../lib/calendar/index.js'
import {
  dispositions,
  loadMapping,
  type PlanResult,
  planMigration,
} from '../../lib/migrate/index.js'
import {
  again,
  asideColumns,
  BaseCommand,
  codeFlag,
  consentOf,
  dispositionColumns,
  mappingArg,
  reasonColumns,
  scopeFlags,
  scopeOf,
} from '../../lib/ui/index.js'

export default class MigratePlan extends BaseCommand<PlanResult> {
  static override summary = '先看迁移会做什么，不写目标'
  static override description =
    '在目标库的副本上实际走一遍，副本随即删去：数字与正式迁移一致。逐条列出会退回的原因和出处。'
  static override examples = [
    { description: '试算', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
  ]
  static override args = { mapping: mappingArg }
  static override flags = { ...scopeFlags, ...codeFlag }

  async run(): Promise<PlanResult> {
    const { args, flags } = await this.parse(MigratePlan)
    const mapping = await loadMapping(args.mapping, process.env, consentOf(flags))
    const { progress, planned, reasons, asides } = this.texts.migrate
    const result = await planMigration(mapping, {
      ...{ ...this.machine, scope: scopeOf(flags), now: () => instantFrom(Date.now()) },
      ...{ signal: this.signal, mark: String(process.pid) },
      resume: again(`${this.config.bin} migrate plan`, args.mapping, consentOf(flags)),
      onProgress: (step) => this.progress.update(progress(step)),
    })
    this.progress.clear()
    this.printTable(result.entities, dispositionColumns(this.texts.migrate, dispositions))
    if (result.asides.length > 0) {
      this.print(asides)
      this.printTable(result.asides, asideColumns(this.texts.migrate))
    }
    if (result.reasons.length > 0) {
      this.print(reasons)
      this.printTable(result.reasons, reasonColumns(this.catalogue))
    }
    this.print(planned(result))
    this.noteFindings(result.findings)
    const isClean = result.quarantine.open + result.findings.length === 0
    return isClean ? result : this.endWithFindings(result)
  }
}
