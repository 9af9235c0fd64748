import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import { outage, type Submitted, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillOutage extends BaseCommand<Submitted> {
  static override summary = '登记停电、停网、系统停用的一段时间'
  static override description =
    '结论仍按原定时间算，旁边另列停用时间；期间在纸上办的用 drill note --paper 补记，只作自述。'
  static override examples = [
    {
      description: '登记停网',
      command:
        '<%= config.bin %> <%= command.id %> --from 2015-04-08T10:00 --to 2015-04-08T10:40 --units 国土局 --cause 光缆中断',
    },
  ]
  static override flags = {
    from: Flags.string({ description: '从何时起', required: true, helpValue: 'TIME' }),
    to: Flags.string({ description: '到何时止', required: true, helpValue: 'TIME' }),
    units: Flags.string({ description: '单位，逗号分隔，不写时为全部', helpValue: 'NAMES' }),
    cause: Flags.string({ description: '原因', required: true, helpValue: 'TEXT' }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { flags } = await this.parse(DrillOutage)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) => outage(review, flags))
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
