import { Args, Flags } from '@oclif/core'
import {
  isFulfilled,
  type LookCounts,
  type ObserveResult,
  type Watched,
  watchByLists,
  watchInHall,
} from '../../lib/drill/index.js'
import { workspaceAccess } from '../../lib/hall/index.js'
import { parseMap } from '../../lib/inbox/index.js'
import { BaseCommand, connectorFlags, hallFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

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
    ...hallFlags,
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
    ...connectorFlags,
  }

  async run(): Promise<ObserveResult> {
    const { args, flags } = await this.parse(DrillObserve)
    const workspace = await openWorkspace(this.workspaceDir)
    const { seed, final: isFinal, exports: lists, map = [] } = flags
    const order = { workspace, run: args.run ?? null, seed, isFinal, now: Date.now }
    const access = () => workspaceAccess(workspace, this.hallDesk, flags)
    const watched = await (lists === undefined
      ? watchInHall(order, await access(), this.#how(flags.stay))
      : watchByLists(order, lists, parseMap(map)))
    this.progress.clear()
    this.#told(watched, lists !== undefined)
    return isFulfilled(watched.review.score) ? watched.result : this.endWithFindings(watched.result)
  }

  #how(stays: boolean) {
    const onLook = (looked: LookCounts) =>
      this.progress.update(this.texts.drill.observed({ ...looked, unscripted: 0 }))
    return { signal: this.signal, stays, onLook }
  }

  #told({ review, result, findings, rows }: Watched, isByLists: boolean): void {
    const { drill: texts } = this.texts
    this.noteFindings(findings)
    if (isByLists) this.print(texts.lists({ lists: result.lists, rows }))
    this.print(texts.observed({ ...result, unscripted: result.unscripted.length }))
    this.print(texts.steps(result.steps))
    this.print(texts.requirements(result.requirements))
    if (review.folder.plan.items.length === 0) this.note(texts.itemsUnknown)
    if (review.state !== 'finished') this.note(texts.observeOn)
  }
}
