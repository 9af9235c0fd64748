import { Args, Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import { type Cleaned, type CleanUp, cleanUp, reviewRun } from '../../lib/drill/index.js'
import {
  connectWorkspaceHall,
  hallTitles,
  loadHallRules,
  workspaceAccess,
} from '../../lib/hall/index.js'
import { BaseCommand, connectorFlags, hallFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillCleanup extends BaseCommand<CleanUp> {
  static override summary = '把演练在大厅里建的件撤掉，并向大厅核实'
  static override description =
    '只动这次演练的机器人建的件，从后往前撤，撤完再查一遍；人办的、演练以外的一概不动。已办结的按大厅规则不能撤，列出来留存。中断后再运行就接着清。'
  static override examples = [
    { description: '先看要清什么', command: '<%= config.bin %> <%= command.id %> --dry-run' },
    { description: '清理', command: '<%= config.bin %> <%= command.id %> --yes' },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }
  static override flags = {
    'dry-run': Flags.boolean({ description: '只列出要清什么，不改动大厅' }),
    yes: Flags.boolean({ description: '不再询问' }),
    ...hallFlags,
    ...connectorFlags,
  }

  async run(): Promise<CleanUp> {
    const { args, flags } = await this.parse(DrillCleanup)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, args.run ?? null)
    const access = await workspaceAccess(workspace, this.hallDesk, flags)
    const { drill: texts } = this.texts
    const isDry = flags['dry-run']
    const question = texts.cleanUpAsked({ run: review.folder.run, hall: access.url })
    const isAgreed =
      isDry || flags.yes || (await this.prompter.confirm({ flag: '--yes', question }))
    const { connection } = await connectWorkspaceHall(workspace, access)
    try {
      const rules = await loadHallRules(templatesDir())
      const order = { hall: connection, rules, review, now: Date.now, signal: this.signal }
      const objects = cleanUp({ ...order, isDry: isDry || !isAgreed })
      let n = 0
      const result = await this.follow(objects, ({ number }) => {
        n += 1
        this.progress.update(texts.cleaning({ n, number }))
      })
      return this.#told(result, isDry || !isAgreed, hallTitles(rules).states)
    } finally {
      connection.close()
    }
  }

  #told(result: CleanUp, isDry: boolean, states: Readonly<Record<string, string>>): CleanUp {
    const { drill: texts } = this.texts
    const left = result.objects.filter(({ fate }) => fate === 'left')
    const { columns } = texts
    if (left.length > 0)
      this.printTable(left, [
        { header: columns.number, get: ({ number }: Cleaned) => number },
        { header: columns.state, get: ({ kind, state }) => states[`${kind}.${state}`] ?? state },
        { header: columns.because, get: ({ because }) => because ?? texts.noWayOut },
      ])
    this.print((isDry ? texts.toClean : texts.cleaned)(result))
    return left.length === 0 ? result : this.endWithFindings(result)
  }
}
