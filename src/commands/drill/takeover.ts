import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { type Submitted, takenOver, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillTakeover extends BaseCommand<Submitted> {
  static override summary = '由机器人替演这一步'
  static override description = '标明替演，不计入该单位；演练继续往下走。'
  static override examples = [
    {
      description: '替演一步',
      command:
        '<%= config.bin %> <%= command.id %> "online-case/grant@国土局#1" --because 审批人临时外出',
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
    const { args, flags } = await this.parse(DrillTakeover)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      takenOver(review, args.step, flags.because),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
