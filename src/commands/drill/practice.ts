import { Args } from '@oclif/core'
import {
  type Entanglement,
  entanglementsOf,
  type Practice,
  practiceOf,
  reviewRun,
} from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillPracticeResult {
  readonly run: string
  readonly people: readonly Practice[]
  readonly entanglements: readonly Entanglement[]
}

export default class DrillPractice extends BaseCommand<DrillPracticeResult> {
  static override summary = '每个人办过哪些环节，有没有既申报又办理的'
  static override description =
    '只数大厅里看到的、由人办的；机器人办的和替演的不算练过。同一人既申报又办理同一件、同一账号用于两家单位的，逐项列出。'
  static override examples = [
    { description: '最近一次演练', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }

  async run(): Promise<DrillPracticeResult> {
    const { args } = await this.parse(DrillPractice)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder, lines } = await reviewRun(workspace, args.run ?? null)
    const people = practiceOf(folder.plan, lines)
    const entanglements = entanglementsOf(folder.plan, lines)
    const { columns, practiceColumns, entangled, independent } = this.texts.drill
    const names = new Map(folder.plan.units.map(({ code, short }) => [code, short]))
    this.printTable(people, [
      { header: columns.unit, get: ({ unit }) => names.get(unit) ?? unit },
      { header: columns.person, get: ({ name }) => name },
      { header: columns.account, get: ({ account }) => account },
      { header: practiceColumns.acts, get: ({ acts }) => acts, align: 'right' },
      { header: practiceColumns.done, get: ({ done }) => done.join('、') },
      { header: practiceColumns.missing, get: ({ missing }) => missing.join('、') },
    ])
    for (const { kind, evidence, ...one } of entanglements) {
      this.print(entangled[kind]({ ...one, lines: evidence.join('、') }))
    }
    const result = { run: folder.run, people, entanglements }
    if (entanglements.length > 0) return this.endWithFindings(result)
    this.print(independent)
    return result
  }
}
