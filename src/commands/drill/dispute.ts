import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { disputed, operator, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillDispute extends BaseCommand<Submitted> {
  static override summary = '对一项结论提出异议'
  static override description =
    '写入演练日志：谁、为什么、凭什么。结论标为有异议，按事实算出的结论照样列在旁边；认定（drill override）或撤回后了结。'
  static override examples = [
    {
      description: '国土局对 R2 有异议，附照片',
      command:
        '<%= config.bin %> <%= command.id %> R2 国土局 --because "窗口断网半小时" --by 张三 --evidence 照片.jpg',
    },
  ]
  static override args = {
    requirement: Args.string({ description: '要求的编号，分栏目的写 R1/通知公告', required: true }),
    unit: Args.string({ description: '单位：代码、全称或简称', required: true }),
  }
  static override flags = {
    because: Flags.string({ description: '理由', required: true, helpValue: 'TEXT' }),
    evidence: Flags.string({
      description: '佐证文件，可写多次',
      multiple: true,
      helpValue: 'FILE',
    }),
    withdraw: Flags.boolean({ description: '撤回先前的异议' }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillDispute)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const grounds = { because: flags.because, evidence: flags.evidence ?? [] }
    const said = await disputed(review, args, grounds, flags.withdraw === true)
    const outside = { now: Date.now, newId: randomUUID }
    const result = await submit(review, { ...said, by: operator(flags.by) }, outside)
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
