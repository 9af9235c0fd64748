import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { reviewRun } from '../../lib/drill/index.js'
import { AppError } from '../../lib/errors/index.js'
import { packOf } from '../../lib/inbox/index.js'
import {
  addProblem,
  detailsSaid,
  proposalsOf,
  type RegisteredProblem,
  type TakenIn,
  takeIn,
} from '../../lib/problems/index.js'
import { BaseCommand, problemFlags } from '../../lib/ui/index.js'
import { openWorkspace, type Workspace } from '../../lib/workspace/index.js'

interface ProblemAddResult {
  readonly problem: RegisteredProblem | null
  readonly taken: (TakenIn & { readonly run: string }) | null
}

export default class ProblemAdd extends BaseCommand<ProblemAddResult> {
  static override summary = '登记一个问题，或一次演练发现的全部问题'
  static override description =
    '加 --proposed 时登记演练发现的：未达标的要求、超时的环节、被拒的动作、大厅的故障。未销号的沿用，已销号又出现的重新打开；重复登记不会重。'
  static override examples = [
    {
      description: '登记一个',
      command:
        '<%= config.bin %> <%= command.id %> "预审通过后半日未受理" --unit 国土局 --owner 张三 --due 2015-04-25',
    },
    {
      description: '登记最近一次演练发现的',
      command: '<%= config.bin %> <%= command.id %> --proposed',
    },
  ]
  static override args = { fact: Args.string({ description: '什么问题' }) }
  static override flags = {
    ...problemFlags,
    proposed: Flags.boolean({ description: '登记演练发现的问题' }),
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
  }

  async run(): Promise<ProblemAddResult> {
    const { args, flags } = await this.parse(ProblemAdd)
    const workspace = await openWorkspace(this.workspaceDir)
    const hand = { by: flags.by, at: instantFrom(Date.now()) }
    if (flags.proposed) return this.#takeIn(workspace, hand, flags.run ?? null)
    if (args.fact === undefined) throw new AppError('HK-PROBLEM-005', {})
    const nothing = { unit: null, theme: null, cause: null, measure: null, owner: null, due: null }
    const usual = { sort: 'problem', severity: '二级', category: '流程', evidence: '' } as const
    const said = detailsSaid(flags, await packOf(workspace))
    const problem = addProblem(workspace, hand, { ...usual, ...nothing, ...said, fact: args.fact })
    this.print(this.texts.problem.added(problem))
    return { problem, taken: null }
  }

  async #takeIn(workspace: Workspace, hand: { by: string; at: string }, name: string | null) {
    const review = await reviewRun(workspace, name)
    const { plan, run } = review.folder
    const proposals = proposalsOf({ ...review, plan, pack: await packOf(workspace) })
    const day = (review.lines.at(-1)?.at ?? hand.at).slice(0, 10)
    const taken = { run, ...takeIn(workspace, hand, { run, day }, proposals) }
    const { added, seen, reopened } = taken
    const counts = { added: added.length, seen: seen.length, reopened: reopened.length }
    this.print(this.texts.problem.takenIn({ run, ...counts }))
    return { problem: null, taken }
  }
}
