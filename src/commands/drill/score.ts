import { Args, Flags } from '@oclif/core'
import {
  brokenDuties,
  type DrillPlan,
  isFulfilled,
  planUnit,
  type RequirementResult,
  reviewRun,
  type DrillScore as Score,
  trialCounts,
  trialFindings,
} from '../../lib/drill/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { loadRosterRules } from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillScore extends BaseCommand<Score> {
  static override summary = '逐项逐单位给出结论'
  static override description =
    '每次都由演练日志重新计算：大厅里看到的事实，对照通知的要求。异议和认定列在旁边，不改动按事实算出的结论。'
  static override examples = [
    { description: '最近一次演练的结论', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '一个单位的结论',
      command: '<%= config.bin %> <%= command.id %> --unit 国土局',
    },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }
  static override flags = {
    unit: Flags.string({ description: '一个单位：代码、全称或简称', helpValue: 'NAME' }),
  }

  async run(): Promise<Score> {
    const { args, flags } = await this.parse(DrillScore)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder, lines, score } = await reviewRun(workspace, args.run ?? null)
    const only = flags.unit === undefined ? null : planUnit(folder.plan, flags.unit).code
    const results = score.results.filter(({ unit }) => only === null || unit === only)
    const { requirements } = await packOf(workspace)
    const titles = new Map(requirements.map(({ id, title }) => [id, `${id} ${title}`]))
    this.#print(folder.plan, results, titles)
    this.print(this.texts.drill.requirements(score.requirements))
    const trials = score.trials.filter(({ unit }) => only === null || unit === only)
    if (trials.length > 0) this.print(this.texts.drill.trials(trialCounts(trials)))
    const broken = brokenDuties({ ...score, plan: folder.plan, lines }, await loadRosterRules())
    this.noteFindings([...trialFindings(folder.plan, trials), ...broken])
    const shown = { ...score, results, trials }
    return isFulfilled(score) ? shown : this.endWithFindings(shown)
  }

  #print(
    plan: DrillPlan,
    results: readonly RequirementResult[],
    titles: ReadonlyMap<string, string>,
  ): void {
    const { columns, verdicts } = this.texts.drill
    const names = new Map(plan.units.map(({ code, short }) => [code, short]))
    this.printTable(results, [
      { header: columns.unit, get: ({ unit }) => names.get(unit) ?? unit },
      {
        header: columns.requirement,
        get: ({ requirement }) => titles.get(requirement) ?? requirement,
      },
      { header: columns.column, get: ({ column }) => column },
      { header: columns.counted, get: ({ counted }) => counted, align: 'right' },
      { header: columns.atLeast, get: ({ atLeast }) => atLeast, align: 'right' },
      { header: columns.verdict, get: ({ verdict }) => verdicts[verdict] },
      { header: columns.clause, get: ({ clause }) => clause },
      {
        header: columns.because,
        get: (result) => this.texts.drill.remarks(result).join('；') || null,
      },
    ])
  }
}
