import { type LintResult, lintDrills } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillLint extends BaseCommand<LintResult> {
  static override summary = '检查演练计划和剧本写得对不对'
  static override description =
    '逐个读剧本和演练计划（drills/plan.yaml，没有的用随带的），写错的指出文件、行、列。不改动任何东西。'
  static override examples = [
    { description: '检查', command: '<%= config.bin %> <%= command.id %>' },
  ]

  async run(): Promise<LintResult> {
    await this.parse(DrillLint)
    const result = await lintDrills(await openWorkspace(this.workspaceDir))
    this.noteFindings(result.findings)
    const { plan, scripts } = result
    this.print(this.texts.drill.linted({ plan, scripts: scripts.length }))
    const isSound = result.findings.every(({ level }) => level === 'hint')
    return isSound ? result : this.endWithFindings(result)
  }
}
