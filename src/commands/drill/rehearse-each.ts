import { resolve } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { type CountyRehearsal, rehearseEach } from '../../lib/demo/index.js'
import { AppError } from '../../lib/errors/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface County extends Omit<CountyRehearsal, 'problem'> {
  readonly problem: { readonly code: string; readonly message: string } | null
}

interface DrillRehearseEachResult {
  readonly counties: readonly County[]
}

export default class DrillRehearseEach extends BaseCommand<DrillRehearseEachResult> {
  static override summary = '把一个文件夹里的各县都预演一遍'
  static override description =
    '供省、州用：文件夹里每个带 hallkit.yaml 的子文件夹是一个县，各在自己的进程里按自己的计划预演，样稿写在各自的 out/样稿。一个县演不成，列出原因，不影响别的县。'
  static override examples = [
    { description: '各县逐个预演', command: '<%= config.bin %> <%= command.id %> 全省' },
  ]
  static override args = {
    dir: Args.string({ description: '放着各县工作目录的文件夹', required: true }),
  }
  static override flags = {
    jobs: Flags.integer({
      description: '同时预演几个县，每个约需 400 MB 内存',
      default: 1,
      min: 1,
      max: 64,
      helpValue: 'N',
    }),
    seed: Flags.integer({ description: '随机数种子', default: 20_150_408, min: 0, helpValue: 'N' }),
  }

  async run(): Promise<DrillRehearseEachResult> {
    const { args, flags } = await this.parse(DrillRehearseEach)
    const words = ['--seed', String(flags.seed), '--lang', this.catalogue.language]
    const program = { node: process.execPath, words, env: process.env }
    const { signal } = this
    const province = rehearseEach(resolve(args.dir), { jobs: flags.jobs, program, signal })
    const rehearsed = await this.follow(province, (done) =>
      this.progress.update(this.texts.drill.eachProgress(done)),
    )
    const counties = rehearsed.map((one) => this.#rowOf(one))
    const { columns, eachColumns, verdicts, each } = this.texts.drill
    this.printTable(counties, [
      { header: eachColumns.county, get: ({ county }) => county },
      { header: columns.steps, get: ({ steps }) => steps?.total ?? null, align: 'right' },
      { header: verdicts.met, get: (one) => one.requirements?.met ?? null, align: 'right' },
      { header: verdicts.missed, get: (one) => one.requirements?.missed ?? null, align: 'right' },
      { header: eachColumns.problem, get: ({ problem }) => problem?.message ?? null },
    ])
    const steps = counties.reduce((sum, one) => sum + (one.steps?.total ?? 0), 0)
    const failed = counties.filter(({ problem }) => problem !== null).length
    this.print(each({ counties: counties.length - failed, steps, failed }))
    return failed === 0 ? { counties } : this.endWithFindings({ counties })
  }

  #rowOf({ problem, ...figures }: CountyRehearsal): County {
    if (!(problem instanceof AppError)) return { ...figures, problem }
    const { message } = this.catalogue.explain(problem)
    return { ...figures, problem: { code: problem.code, message } }
  }
}
