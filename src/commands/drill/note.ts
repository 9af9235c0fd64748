import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { noted, type Submitted, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
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
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillNote)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      noted(review, args.text, { unit: flags.unit ?? null, paper: flags.paper }),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
