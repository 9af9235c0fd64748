import { Args } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { changeProblem, detailsSaid, type RegisteredProblem } from '../../lib/problems/index.js'
import { BaseCommand, problemFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ProblemAssignResult {
  readonly problem: RegisteredProblem
}

export default class ProblemAssign extends BaseCommand<ProblemAssignResult> {
  static override summary = '交办：谁来改、怎么改、什么时候改完'
  static override description = '没有写的保持原样。谁改过什么都留在台账里。'
  static override examples = [
    {
      description: '定责任人和时限',
      command:
        '<%= config.bin %> <%= command.id %> P001 --owner 张三 --measure 明确AB岗 --due 2015-04-25',
    },
  ]
  static override args = {
    id: Args.string({ description: '编号，见 problem list', required: true }),
  }
  static override flags = problemFlags

  async run(): Promise<ProblemAssignResult> {
    const { args, flags } = await this.parse(ProblemAssign)
    const workspace = await openWorkspace(this.workspaceDir)
    const hand = { by: flags.by, at: instantFrom(Date.now()) }
    const change = detailsSaid(flags, await packOf(workspace))
    const problem = changeProblem(workspace, hand, args.id, change)
    this.print(this.texts.problem.changed(problem))
    return { problem }
  }
}
