import { Args } from '@oclif/core'
import { diffRuns, type RunDifference, reviewRun } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillDiffResult {
  readonly before: string
  readonly after: string
  readonly differences: readonly RunDifference[]
}

export default class DrillDiff extends BaseCommand<DrillDiffResult> {
  static override summary = '两次演练有什么不同'
  static override description = '按要求、单位和步骤逐项比较等次、结论和办理结果；只列不同的。'
  static override examples = [
    {
      description: '第二次比第一次',
      command: '<%= config.bin %> <%= command.id %> drill-1 drill-2',
    },
  ]
  static override args = {
    before: Args.string({ description: '前一次', required: true }),
    after: Args.string({ description: '后一次', required: true }),
  }

  async run(): Promise<DrillDiffResult> {
    const { args } = await this.parse(DrillDiff)
    const workspace = await openWorkspace(this.workspaceDir)
    const { before, after } = args
    const differences = diffRuns(
      await reviewRun(workspace, before),
      await reviewRun(workspace, after),
    )
    const { differs, sorts, columns, ends, verdicts } = this.texts.drill
    const words: Readonly<Record<string, string>> = { ...ends, ...verdicts }
    const said = (value: string | null) => (value === null ? null : (words[value] ?? value))
    if (differences.length > 0)
      this.printTable(differences, [
        { header: columns.sort, get: ({ sort }) => sorts[sort] },
        { header: columns.unit, get: ({ unit }) => unit },
        { header: columns.key, get: ({ key }) => key },
        { header: before, get: (one) => said(one.before) },
        { header: after, get: (one) => said(one.after) },
      ])
    this.print(differs({ count: differences.length }))
    const result = { before, after, differences }
    return differences.length === 0 ? result : this.endWithFindings(result)
  }
}
