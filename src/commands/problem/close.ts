import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { closeProblem, type RegisteredProblem } from '../../lib/problems/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ProblemCloseResult {
  readonly problem: RegisteredProblem
}

export default class ProblemClose extends BaseCommand<ProblemCloseResult> {
  static override summary = '销号，或重新打开'
  static override description =
    '销号要写明改了什么、谁复核的。已销号的问题在后来的演练中又出现，会重新打开。'
  static override examples = [
    {
      description: '销号',
      command:
        '<%= config.bin %> <%= command.id %> P001 --because "已明确AB岗，复演正常" --by 李四',
    },
  ]
  static override args = {
    id: Args.string({ description: '编号，见 problem list', required: true }),
  }
  static override flags = {
    because: Flags.string({ description: '改了什么', required: true, helpValue: 'TEXT' }),
    by: Flags.string({ description: '复核人姓名', default: '演练组织方', helpValue: 'NAME' }),
    reopen: Flags.boolean({ description: '重新打开' }),
  }

  async run(): Promise<ProblemCloseResult> {
    const { args, flags } = await this.parse(ProblemClose)
    const workspace = await openWorkspace(this.workspaceDir)
    const hand = { by: flags.by, at: instantFrom(Date.now()) }
    const how = { because: flags.because, isReopened: flags.reopen === true }
    const problem = closeProblem(workspace, hand, args.id, how)
    const { closed, reopened } = this.texts.problem
    this.print(how.isReopened ? reopened(problem) : closed(problem))
    return { problem }
  }
}
