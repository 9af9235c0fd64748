import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { operator, planUnit, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillNote extends BaseCommand<Submitted> {
  static override summary = '记一笔：演练中的情况'
  static override description =
    '写入演练日志，演练进行中也可以在另一个窗口记。停电停网时在纸上办的，也在这里补记，只作自述，不算大厅里的事实。'
  static override examples = [
    {
      description: '记一个情况',
      command: '<%= config.bin %> <%= command.id %> "国土局 10:20 网络中断" --unit 国土局',
    },
  ]
  static override args = {
    text: Args.string({ description: '内容', required: true }),
  }
  static override flags = {
    unit: Flags.string({ description: '单位', helpValue: 'NAME' }),
    paper: Flags.boolean({ description: '停用期间在纸上办的，事后补记' }),
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillNote)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const unit = flags.unit === undefined ? null : planUnit(review.folder.plan, flags.unit).code
    const data = { text: args.text, paper: flags.paper }
    const result = await submit(
      review,
      { type: 'note.added', ...(unit !== null && { unit }), by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
