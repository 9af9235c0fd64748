import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { namedStep, operator, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
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
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillSkip)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const { key, unit, role } = namedStep(review.folder.plan, args.step)
    const data = { because: { kind: 'person', reason: flags.because } }
    const result = await submit(
      review,
      { type: 'step.skipped', key, unit, as: role, by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
