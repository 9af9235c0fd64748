import { randomUUID } from 'node:crypto'
import { rehearse } from '../../lib/demo/index.js'
import type { DrillScore } from '../../lib/drill/index.js'
import { loadCatalogue } from '../../lib/i18n/index.js'
import { BaseCommand, seedFlag } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillRehearseResult {
  readonly steps: DrillScore['steps']
  readonly requirements: DrillScore['requirements']
  readonly conclusion: string
  readonly folder: string
  readonly reports: readonly string[]
}

export default class DrillRehearse extends BaseCommand<DrillRehearseResult> {
  static override summary = '先由机器人预演一遍，出全套样稿'
  static override description =
    '在临时的参考大厅里按虚拟时钟走完整个计划，材料写到 out/样稿，都标明样稿；不动真的大厅，也不算一次演练。'
  static override examples = [
    { description: '预演', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    ...seedFlag,
  }

  async run(): Promise<DrillRehearseResult> {
    const { flags } = await this.parse(DrillRehearse)
    const workspace = await openWorkspace(this.workspaceDir)
    const words = await loadCatalogue('zh-CN')
    const outside = { now: Date.now, newId: randomUUID, signal: this.signal, words }
    const rehearsal = rehearse({ workspace, seed: flags.seed, ...outside })
    const told = await this.follow(rehearsal, (progress) => {
      const at = progress.at.slice(0, 16).replace('T', ' ')
      this.progress.update(this.texts.drill.progress({ ...progress, at }))
    })
    const { score, conclusion, folder, reports } = told
    const { steps, requirements } = score
    this.print(this.texts.drill.steps(steps))
    this.print(this.texts.drill.requirements(requirements))
    if (steps.skipped > 0) this.note(this.texts.drill.unplayed({ count: steps.skipped }))
    this.print(this.texts.drill.sample({ folder, count: reports.length }))
    return { steps, requirements, conclusion, folder, reports }
  }
}
