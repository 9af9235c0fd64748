import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { operator, planUnit, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
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
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillAbsent)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const { code: unit } = planUnit(review.folder.plan, args.unit)
    const data = { because: flags.because }
    const result = await submit(
      review,
      { type: 'unit.absent', unit, by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
