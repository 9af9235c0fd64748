import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { type Submitted, skipped, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillSkip extends BaseCommand<Submitted> {
  static override summary = '这一步不演了'
  static override description = '须写明原因；靠它的后续步骤也一并不演。'
  static override examples = [
    {
      description: '不演一步',
      command:
        '<%= config.bin %> <%= command.id %> "online-case/collect@国土局#1" --because 申请人未到场',
    },
  ]
  static override args = {
    step: Args.string({ description: '步骤，见 drill inbox', required: true }),
  }
  static override flags = {
    because: Flags.string({ description: '原因', required: true, helpValue: 'TEXT' }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillSkip)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      skipped(review, args.step, flags.because),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
