import { Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { listRuns, reviewRun } from '../../lib/drill/index.js'
import { packOf } from '../../lib/inbox/index.js'
import {
  detailsSaid,
  openProposals,
  type ProposedProblem,
  proposalsOf,
  type RegisteredProblem,
  readRegister,
  standingOf,
} from '../../lib/problems/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ProblemListResult {
  readonly problems: readonly RegisteredProblem[]
  readonly proposed: readonly ProposedProblem[]
}

export default class ProblemList extends BaseCommand<ProblemListResult> {
  static override summary = '问题整改台账：没有销号的、谁负责、什么时候改完'
  static override description = '最近一次演练发现、还没有登记的，标为拟列。'
  static override examples = [
    { description: '没有销号的', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '一家单位的',
      command: '<%= config.bin %> <%= command.id %> --unit 国土局 --all',
    },
  ]
  static override flags = {
    unit: Flags.string({ description: '一个单位：代码、全称或简称', helpValue: 'NAME' }),
    all: Flags.boolean({ description: '已销号的也列出' }),
  }

  async run(): Promise<ProblemListResult> {
    const { flags } = await this.parse(ProblemList)
    const workspace = await openWorkspace(this.workspaceDir)
    const pack = await packOf(workspace)
    const { unit: only } = detailsSaid({ unit: flags.unit }, pack)
    const isOf = ({ unit }: { readonly unit: string | null }) => only === undefined || unit === only
    const all = readRegister(workspace).filter(isOf)
    const review = listRuns(workspace).length > 0 ? await reviewRun(workspace, null) : null
    const facts = review && { ...review, plan: review.folder.plan, pack }
    const proposed = facts
      ? openProposals(workspace, facts.folder.run, proposalsOf(facts)).filter(isOf)
      : []
    const problems = all.filter(({ closed }) => flags.all || closed === null)
    this.#print([...problems, ...proposed], new Map(pack.units.map((one) => [one.code, one.short])))
    const today = instantFrom(Date.now()).slice(0, 10)
    const open = all.filter(({ closed }) => closed === null)
    const overdue = open.filter(({ due }) => due !== null && due < today).length
    const counts = { open: open.length, overdue, closed: all.length - open.length }
    this.print(this.texts.problem.counts({ ...counts, proposed: proposed.length }))
    return { problems, proposed }
  }

  #print(
    rows: readonly (RegisteredProblem | ProposedProblem)[],
    names: ReadonlyMap<string, string>,
  ) {
    const { columns, sorts, states } = this.texts.problem
    this.printTable(rows, [
      { header: columns.id, get: (row) => ('id' in row ? row.id : null) },
      { header: columns.sort, get: ({ sort }) => sorts[sort] },
      { header: columns.severity, get: ({ severity }) => severity },
      { header: columns.unit, get: ({ unit }) => names.get(unit ?? '') ?? unit },
      { header: columns.fact, get: ({ fact }) => fact },
      { header: columns.owner, get: ({ owner }) => owner },
      { header: columns.due, get: ({ due }) => due },
      { header: columns.state, get: (row) => states['id' in row ? standingOf(row) : 'proposed'] },
    ])
  }
}
