import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { absent, type Submitted, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillAbsent extends BaseCommand<Submitted> {
  static override summary = '登记一个单位缺席'
  static override description = '缺席单位的动作不再等，可另开补演；到期未补的按未完成计。'
  static override examples = [
    {
      description: '登记缺席',
      command: '<%= config.bin %> <%= command.id %> 残联 --because 参加省里会议',
    },
  ]
  static override args = {
    unit: Args.string({ description: '单位：代码、全称或简称', required: true }),
  }
  static override flags = {
    because: Flags.string({ description: '原因', required: true, helpValue: 'TEXT' }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillAbsent)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      absent(review, args.unit, flags.because),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
