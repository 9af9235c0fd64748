import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import {
  operator,
  planUnit,
  reviewRun,
  type Submitted,
  stretch,
  submit,
} from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillMakeup extends BaseCommand<Submitted> {
  static override summary = '给单位另开一段补演时间'
  static override description = '在同一次演练里补演；通知规定的时间已过的，按逾期计，不按未完成计。'
  static override examples = [
    {
      description: '周五上午补演',
      command:
        '<%= config.bin %> <%= command.id %> --units 残联 --window 2015-04-10T08:30/2015-04-10T12:00',
    },
  ]
  static override flags = {
    units: Flags.string({
      description: '补演的单位，逗号分隔',
      required: true,
      helpValue: 'NAMES',
    }),
    window: Flags.string({ description: '补演时间', required: true, helpValue: 'FROM/TO' }),
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { flags } = await this.parse(DrillMakeup)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const { plan } = review.folder
    const units = flags.units.split(/[,，、]/).map((name) => planUnit(plan, name).code)
    const data = { units, ...stretch(...flags.window.split('/')) }
    const result = await submit(
      review,
      { type: 'makeup.opened', by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
