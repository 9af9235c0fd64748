import { type LintResult, lintDrills } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillLint extends BaseCommand<LintResult> {
  static override summary = '检查演练计划和剧本写得对不对，列出各剧本和走法'
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
    const { scriptColumns: columns, playedMark } = this.texts.drill
    this.printTable(scripts, [
      { header: columns.played, get: ({ played }) => (played ? playedMark : '') },
      { header: columns.script, get: ({ id }) => id },
      { header: columns.title, get: ({ title }) => title },
      { header: columns.variants, get: ({ variants }) => variants.join(' ') },
    ])
    this.print(this.texts.drill.linted({ plan, scripts: scripts.length }))
    const isSound = result.findings.every(({ level }) => level === 'hint')
    return isSound ? result : this.endWithFindings(result)
  }
}
