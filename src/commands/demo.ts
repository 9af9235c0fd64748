import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Flags } from '@oclif/core'
import {
  type DemoEvent,
  type DemoResult,
  demoFolder,
  isFulfilled,
  runDemo,
  shippedCounty,
} from '../lib/demo/index.js'
import { loadCatalogue } from '../lib/i18n/index.js'
import { BaseCommand, seedFlag } from '../lib/ui/index.js'

export default class Demo extends BaseCommand<DemoResult> {
  static override summary = '把一次县级演练从头演到尾：从28家单位的表格到情况报告'
  static override description =
    '在新文件夹里用自带的大厅完成导入、开户、两批四个主题和全部材料。中途被终止，用同一个 --keep 再运行就接着做完。'
  static override examples = [
    { description: '在临时文件夹里演练', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '在自己的文件夹里演练',
      command: '<%= config.bin %> <%= command.id %> --keep 勐海演练',
    },
  ]
  static override flags = {
    keep: Flags.string({ description: '在这个文件夹里进行，再次运行即接着做', helpValue: 'DIR' }),
    ...seedFlag,
  }

  async run(): Promise<DemoResult> {
    const { flags } = await this.parse(Demo)
    const papers = await loadCatalogue('zh-CN')
    const demo = runDemo({
      dir: await demoFolder(flags.keep ?? null),
      county: shippedCounty(),
      seed: flags.seed,
      secretsDir: this.secretsDir,
      newId: randomUUID,
      now: Date.now,
      words: { describe: papers.describe, paper: papers.texts.returns },
      signal: this.signal,
    })
    const result = await this.follow(demo, (event) => this.#see(event))
    this.#show(result)
    return isFulfilled(result) ? result : this.endWithFindings(result)
  }

  #see(event: DemoEvent): void {
    const { progress } = this
    const words = this.texts.demo
    if (event.kind === 'stage') {
      progress.finish(words.stage({ ...event, title: words.stages[event.stage] }))
    } else if (event.kind === 'file') {
      progress.update(words.file({ ...event, file: event.result.file }))
    } else if (event.kind === 'account') {
      progress.update(words.accounts(event))
    } else if (event.kind === 'note') {
      this.noteFindings([event.finding])
    } else {
      const at = event.at.slice(0, 16).replace('T', ' ')
      progress.update(words.step({ ...event, at, failed: event.failed + event.skipped }))
    }
  }

  #show(result: DemoResult): void {
    const { columns, rows, missed, papers, folder, returned } = this.texts.demo
    this.printTable(rows(result), [
      { header: columns.what, get: ([what]) => what },
      { header: columns.figure, get: ([, figure]) => figure },
    ])
    for (const one of result.planted.missed) this.note(missed(one))
    const { length: count } = result.returned
    if (count > 0) this.print(returned({ count, folder: join(result.dir, 'out', '退回') }))
    this.print()
    this.print(papers)
    for (const path of result.reports) this.print(`  ${path}`)
    this.print(folder(result))
  }
}
