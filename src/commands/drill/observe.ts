import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import {
  isFulfilled,
  type LookCounts,
  type ObserveResult,
  observeDrill,
  observeExports,
  observeResult,
  openDrill,
  readingOnly,
  reviewRun,
} from '../../lib/drill/index.js'
import { connectWorkspaceHall, hallUrl, outsideAt } from '../../lib/hall/index.js'
import { packOf, parseMap } from '../../lib/inbox/index.js'
import { BaseCommand, connectorFlags } from '../../lib/ui/index.js'
import { openWorkspace, type Workspace } from '../../lib/workspace/index.js'

export default class DrillObserve extends BaseCommand<ObserveResult> {
  static override summary = '只看不办：各单位自己在大厅里演练，程序看着评分'
  static override description =
    '只读大厅，不办任何事；结论与程序演练的同一套。按大厅记录的时间判断，看到得晚不算办得晚。大厅没有接口的，把导出的办件、信息、咨询投诉清单放进文件夹，用 --exports。'
  static override examples = [
    { description: '看一次', command: '<%= config.bin %> <%= command.id %>' },
    { description: '一直看到演练结束', command: '<%= config.bin %> <%= command.id %> --stay' },
    {
      description: '按大厅导出的清单评分',
      command: '<%= config.bin %> <%= command.id %> --exports 导出清单',
    },
  ]
  static override args = {
    run: Args.string({ description: '接着看哪一次，不写时接着未完的一次，没有则新开一次' }),
  }
  static override flags = {
    hall: Flags.string({
      description: '大厅地址，不写时按工作目录的设置，再不然用本机正在运行的大厅',
      helpValue: 'URL',
    }),
    exports: Flags.string({
      description: '放着导出清单的文件夹（.xlsx、.csv 等）',
      helpValue: 'DIR',
      exclusive: ['hall', 'stay'],
    }),
    map: Flags.string({
      description: '清单的列名认不得时，指明列与字段，可写多个',
      helpValue: '列=字段',
      multiple: true,
      dependsOn: ['exports'],
    }),
    stay: Flags.boolean({ description: '一直看到演练结束' }),
    final: Flags.boolean({ description: '看完这一次就结束，没看到的按没办' }),
    seed: Flags.integer({ description: '新开演练的随机数种子', default: 20_150_408, min: 0 }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
    ...connectorFlags,
  }

  async run(): Promise<ObserveResult> {
    const { args, flags } = await this.parse(DrillObserve)
    const workspace = await openWorkspace(this.workspaceDir)
    const run = args.run ?? null
    const { name, looked } =
      flags.exports === undefined
        ? await this.#watch(workspace, run, flags)
        : await this.#read(workspace, run, { ...flags, exports: flags.exports })
    const review = await reviewRun(workspace, name)
    const result = observeResult(review, looked)
    const { drill: texts } = this.texts
    this.print(texts.observed({ ...result, unscripted: result.unscripted.length }))
    this.print(texts.steps(result.steps))
    this.print(texts.requirements(result.requirements))
    if (review.folder.plan.items.length === 0) this.note(texts.itemsUnknown)
    if (review.state !== 'finished') this.note(texts.observeOn)
    return isFulfilled(review.score) ? result : this.endWithFindings(result)
  }

  async #read(
    workspace: Workspace,
    run: string | null,
    { seed, final, exports, map = [] }: Reading,
  ) {
    const folder = await openDrill(workspace, run, seed, undefined, 'exports')
    const pack = await packOf(workspace)
    const said = { now: Date.now, isFinal: final, map: parseMap(map) }
    const looked = await observeExports(folder, exports, pack, said)
    this.noteFindings(looked.findings)
    const rows = looked.lists.reduce((sum, list) => sum + list.rows, 0)
    this.print(this.texts.drill.lists({ lists: looked.lists.length, rows }))
    return { name: folder.run, looked }
  }

  async #watch(workspace: Workspace, run: string | null, flags: Watching) {
    const url = hallUrl(workspace, flags.hall ?? null)
    const keyboard = { words: this.texts.hall, ask: this.prompter.ask }
    const outside = await outsideAt({ now: Date.now, env: process.env }, keyboard, flags)
    const secretsDir = join(this.config.configDir, 'halls')
    const access = { url, secretsDir, tokenFile: flags['token-file'], outside }
    const { connection } = await connectWorkspaceHall(workspace, access)
    try {
      const folder = await openDrill(workspace, run, flags.seed, undefined, 'observed')
      const looks = {
        hall: readingOnly(connection),
        ...{ now: Date.now, signal: this.signal, stays: flags.stay, isFinal: flags.final },
        onLook: (looked: LookCounts) =>
          this.progress.update(this.texts.drill.observed({ ...looked, unscripted: 0 })),
      }
      const looked = await observeDrill(looks, folder)
      this.progress.clear()
      return { name: folder.run, looked }
    } finally {
      connection.close()
    }
  }
}

interface Reading {
  readonly exports: string
  readonly map: string[] | undefined
  readonly seed: number
  readonly final: boolean
}

interface Watching {
  readonly hall: string | undefined
  readonly seed: number
  readonly stay: boolean
  readonly final: boolean
  readonly 'token-file': string | undefined
  readonly production: string | undefined
  readonly 'allow-code': boolean
}
