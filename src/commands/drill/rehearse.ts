import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import { rehearse } from '../../lib/demo/index.js'
import type { DrillScore } from '../../lib/drill/index.js'
import { loadCatalogue } from '../../lib/i18n/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
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
    seed: Flags.integer({ description: '随机数种子', default: 20_150_408, min: 0, helpValue: 'N' }),
  }

  async run(): Promise<DrillRehearseResult> {
    const { flags } = await this.parse(DrillRehearse)
    const workspace = await openWorkspace(this.workspaceDir)
    const words = await loadCatalogue('zh-CN')
    const outside = { now: Date.now, newId: randomUUID, signal: this.signal, words }
    const rehearsal = rehearse({ workspace, seed: flags.seed, ...outside })
    let next = await rehearsal.next()
    for (; !next.done; next = await rehearsal.next()) {
      const at = next.value.at.slice(0, 16).replace('T', ' ')
      this.progress.update(this.texts.drill.progress({ ...next.value, at }))
    }
    this.progress.clear()
    const { score, conclusion, folder, reports } = next.value
    const { steps, requirements } = score
    this.print(this.texts.drill.steps(steps))
    this.print(this.texts.drill.requirements(requirements))
    this.print(this.texts.drill.sample({ folder, count: reports.length }))
    return { steps, requirements, conclusion, folder, reports }
  }
}
