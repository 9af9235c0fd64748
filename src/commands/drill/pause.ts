import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import { operator, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { AppError } from '../../lib/errors/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
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
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { flags } = await this.parse(DrillPause)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    if (review.state !== 'running')
      throw new AppError('HK-DRILL-011', { what: 'idle', name: review.folder.run })
    const data = { because: 'operator', reason: flags.because }
    const result = await submit(
      review,
      { type: 'run.paused', by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
