import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import {
  applyOverrides,
  batchIds,
  inferredPoints,
  listPacks,
  loadPack,
  type NoticePack,
} from '../lib/notice/index.js'
import { BaseCommand } from '../lib/ui/index.js'
import { createWorkspace } from '../lib/workspace/index.js'

interface InitResult extends Readonly<Record<'workspace' | 'notice', string>> {
  readonly units: number
  readonly inferred: readonly { title: string; value: string; clause: string }[]
}

export default class Init extends BaseCommand<InitResult> {
  static override summary = '为一次演练建立工作目录'
  static override description =
    '表格、数据库、演练记录和材料都放在这个文件夹里，可整体压缩后拷贝。不写选项时在终端上逐项询问。'
  static override examples = [
    { description: '按通知建立', command: '<%= config.bin %> init 演练 --notice menghai-2015' },
  ]
  static override args = { dir: Args.string({ description: '新文件夹或空文件夹' }) }
  static override flags = {
    notice: Flags.string({ description: '通知包', helpValue: 'ID' }),
    'invest-batches': Flags.string({ description: '承担投资审批的批次', helpValue: 'b1,b2' }),
  }

  async run(): Promise<InitResult> {
    const { args, flags } = await this.parse(Init)
    const { dir: question } = this.texts.init.ask
    const dir = args.dir ?? (await this.prompter.ask({ flag: 'DIR', question }))
    const pack = await loadPack(flags.notice ?? (await this.#chooseNotice()))
    const asked = flags.notice === undefined ? await this.#settle(pack) : {}
    const { 'invest-batches': given } = flags
    const overrides = { ...asked, ...(given && { 'invest-batches': batchIds(given) }) }
    const settled = applyOverrides(pack, overrides)
    const lang = this.catalogue.language
    const options = { id: randomUUID(), notice: pack.id, region: pack.region.code, lang, overrides }
    return this.#show((await createWorkspace(dir, options)).paths.root, settled)
  }

  async #chooseNotice(): Promise<string> {
    const packs = await listPacks()
    const choices = packs.map(({ id, title }) => ({ value: id, label: `${id}  ${title}` }))
    return this.prompter.choose({ flag: '--notice', question: this.texts.init.ask.notice, choices })
  }

  /** Asks about each point that the notice leaves open. */
  async #settle({ choices, requirements, batches }: NoticePack) {
    const answers: Record<string, string[]> = {}
    const known = batches.map((batch) => `${batch.id} ${batch.title}`)
    for (const { id, title, clause, requirement } of choices) {
      const now = requirements.find((one) => one.id === requirement)?.batches.join(',') ?? ''
      const question = this.texts.init.ask.choice({ title, clause, batches: known })
      const answer = await this.prompter.ask({ flag: `--${id}`, question, default: now })
      if (answer !== now) answers[id] = batchIds(answer)
    }
    return answers
  }

  #show(workspace: string, pack: NoticePack): InitResult {
    const { made, columns, unitList, next } = this.texts.init
    const { id: notice, title, number, units } = pack
    const inferred = inferredPoints(pack, unitList)
    this.print(made({ workspace, title, number, units: units.length }))
    const word = (id: string) =>
      [id, pack.batches.find((one) => one.id === id)?.title ?? ''].join(' ').trim()
    this.printTable(inferred, [
      { header: columns.title, get: (row) => row.title },
      { header: columns.value, get: ({ value }) => value.split(' ').map(word).join('；') },
      { header: columns.clause, get: (row) => row.clause },
    ])
    this.print(next({ workspace }))
    return { workspace, notice, units: units.length, inferred }
  }
}
