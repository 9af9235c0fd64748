import { Flags } from '@oclif/core'
import { addDays, dayOf, instantFrom } from '../lib/calendar/index.js'
import {
  gatherFacts,
  type Missing,
  missingByUnit,
  type Standing,
  standingOf,
} from '../lib/status/index.js'
import { BaseCommand } from '../lib/ui/index.js'
import { findWorkspace, openWorkspace } from '../lib/workspace/index.js'

export default class Status extends BaseCommand<Standing> {
  static override summary = '演练进行到哪一步、还缺什么、缺谁的、下一步做什么'
  static override description = '只读，随时可看。直接运行 hallkit 也是看这一页。'
  static override examples = [
    { description: '现在的情况', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '按演练前一天算，哪些已逾期',
      command: '<%= config.bin %> <%= command.id %> --on 2015-04-07',
    },
  ]
  static override flags = {
    on: Flags.string({ description: '按哪一天算逾期，不写时为今天', helpValue: 'YYYY-MM-DD' }),
  }

  async run(): Promise<Standing> {
    const { flags } = await this.parse(Status)
    const on = flags.on === undefined ? dayOf(instantFrom(Date.now())) : addDays(flags.on, 0)
    if (flags.workspace === undefined && findWorkspace(this.workspaceDir) === null) {
      return this.#begin(on)
    }
    const workspace = await openWorkspace(this.workspaceDir)
    const { secretsDir } = this
    const outside = { now: Date.now, env: process.env }
    const standing = standingOf(await gatherFacts(workspace, { secretsDir, outside }), on)
    this.#show(standing)
    return standing
  }

  /** Outside a workspace there is nothing to tell but how to begin. */
  #begin(on: string): Standing {
    for (const line of this.texts.status.begin) this.print(line)
    const hall = { url: null, state: 'none', toPush: null } as const
    const nothing = { forms: [], missing: [], overdue: [], runs: [], papers: [] }
    return { stage: 'none', notice: null, on, hall, ...nothing, next: 'hallkit init' }
  }

  #show(standing: Standing): void {
    const { status: texts } = this.texts
    const { strong, warn } = this.palette
    this.print(strong(standing.notice?.title ?? ''))
    this.printTable(texts.rows(standing), [
      { header: texts.columns.what, get: ([what]) => what },
      { header: texts.columns.state, get: ([, state]) => state },
    ])
    const units = missingByUnit(standing.missing)
    if (units.length > 0) {
      this.print()
      this.printTable(units, [
        { header: texts.columns.unit, get: ({ unitName }) => unitName },
        { header: texts.columns.missing, get: ({ missing }) => this.#words(missing) },
      ])
    }
    if (standing.overdue.length > 0) this.print()
    for (const one of standing.overdue) this.print(warn(texts.overdue(one)))
    this.print()
    this.print(strong(texts.next(standing)))
  }

  #words(missing: readonly Missing[]): string {
    return missing.map(this.texts.status.missing).join(this.texts.status.and)
  }
}
