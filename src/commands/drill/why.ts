import { Args, Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import {
  type Explanation,
  explain,
  explainTrials,
  reviewRun,
  stepTitles,
  type TrialExplanation,
} from '../../lib/drill/index.js'
import { hallTitles, loadHallRules } from '../../lib/hall/index.js'
import { BaseCommand, proofColumns } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillWhyResult {
  readonly run: string
  readonly verdicts: readonly Explanation[]
  readonly trials: readonly TrialExplanation[]
}

type Columns = ReturnType<typeof proofColumns>

export default class DrillWhy extends BaseCommand<DrillWhyResult> {
  static override summary = '一项结论依据日志里的哪几行'
  static override description = '列出计入的事实，以及该单位在该主题里未成的步骤。'
  static override examples = [
    {
      description: '国土局为什么达标或未达标',
      command: '<%= config.bin %> <%= command.id %> R2 国土局',
    },
  ]
  static override args = {
    requirement: Args.string({
      description: '要求或者职责分离规则的编号，见 drill score',
      required: true,
    }),
    unit: Args.string({ description: '单位：代码、全称或简称', required: true }),
  }
  static override flags = {
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
  }

  async run(): Promise<DrillWhyResult> {
    const { args, flags } = await this.parse(DrillWhy)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder, lines, score } = await reviewRun(workspace, flags.run ?? null)
    const run = { plan: folder.plan, lines, score }
    const verdicts = explain(run, args.requirement, args.unit)
    const trials = explainTrials(run, args.requirement, args.unit)
    const { events } = hallTitles(await loadHallRules(templatesDir()))
    const columns = proofColumns(this.texts.drill, { events, steps: stepTitles(folder.plan) })
    for (const verdict of verdicts) this.#print(verdict, columns)
    for (const one of trials) this.#printTrial(one, columns)
    return { run: folder.run, verdicts, trials }
  }

  #printTrial({ trial, proofs }: TrialExplanation, columns: Columns): void {
    const { rule, account, verdict, detail } = trial
    const judged = this.texts.drill.trialVerdicts[verdict]
    this.print(`${this.palette.strong(rule)}  ${account}  ${judged}${detail && `：${detail}`}`)
    this.printTable(proofs, columns)
  }

  #print({ result, proofs, troubles }: Explanation, columns: Columns): void {
    const { drill: texts } = this.texts
    const { counted, atLeast, verdict, column, clause } = result
    const judged = texts.verdictOf({ verdict: texts.verdicts[verdict], counted, atLeast })
    const named = [result.requirement, column, clause].filter((part) => part !== null).join('  ')
    this.print(`${this.palette.strong(named)}  ${judged}`)
    const remarks = texts.remarks(result)
    for (const remark of remarks) this.print(remark)
    if (proofs.length > 0) this.printTable(proofs, columns)
    else if (remarks.length === 0) this.print(texts.noProof)
    if (troubles.length === 0) return
    this.print(texts.troubles)
    this.printTable(troubles, columns)
  }
}
