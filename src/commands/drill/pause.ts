import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import { paused, type Submitted, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillPause extends BaseCommand<Submitted> {
  static override summary = '暂停正在进行的演练'
  static override description =
    '在另一个窗口运行；演练停在当前动作之后，直到 drill resume。暂停的时间段记入日志。'
  static override examples = [
    { description: '暂停', command: '<%= config.bin %> <%= command.id %> --because 领导讲话' },
  ]
  static override flags = {
    because: Flags.string({ description: '原因', required: true, helpValue: 'TEXT' }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { flags } = await this.parse(DrillPause)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      paused(review, flags.because),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
