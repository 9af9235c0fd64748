import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import { madeUp, type Submitted, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
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
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { flags } = await this.parse(DrillMakeup)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      madeUp(review, flags.units, flags.window),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
