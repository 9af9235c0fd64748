import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { namedStep, operator, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { AppError } from '../../lib/errors/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
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
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillTakeover)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const step = namedStep(review.folder.plan, args.step)
    const { key, unit, role } = step
    if (step.by !== 'human') throw new AppError('HK-DRILL-011', { what: 'not-human', name: key })
    const data = { because: { kind: 'person', reason: flags.because } }
    const result = await submit(
      review,
      { type: 'step.understudied', key, unit, as: role, by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
