import { resolve } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import { addDays } from '../../lib/calendar/index.js'
import { playedIn, reviewRun } from '../../lib/drill/index.js'
import type { Finding } from '../../lib/errors/index.js'
import { hallTitles, keptCheck, loadHallRules, toldCheck } from '../../lib/hall/index.js'
import { loadCatalogue } from '../../lib/i18n/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { writeReport } from '../../lib/report/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface ReportBuildResult {
  readonly run: string
  readonly conclusion: string
  readonly problems: number
  /** Why the last check of the hall was left out, where it was. */
  readonly findings: readonly Finding[]
  readonly files: readonly { readonly path: string; readonly note: string | null }[]
}

export default class ReportBuild extends BaseCommand<ReportBuildResult> {
  static override summary = '由演练日志和入库数据生成情况报告'
  static override description =
    '一式四种：.docx 供签发，.xlsx 附明细，.html 供查看，.json 供核对。每个数字都能查到日志；可反复生成。'
  static override examples = [
    { description: '最近一次演练的报告', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '指定落款日期和存放位置',
      command: '<%= config.bin %> <%= command.id %> --day 2015-04-30 --out D:/上报',
    },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }
  static override flags = {
    day: Flags.string({
      description: '落款日期，不写时为演练最后一天',
      helpValue: 'YYYY-MM-DD',
    }),
    out: Flags.string({
      description: '存放材料的文件夹，不写时为工作目录的 out',
      helpValue: 'DIR',
    }),
  }

  async run(): Promise<ReportBuildResult> {
    const { args, flags } = await this.parse(ReportBuild)
    const day = flags.day === undefined ? null : addDays(flags.day, 0)
    const workspace = await openWorkspace(this.workspaceDir)
    const [pack, rules] = await Promise.all([packOf(workspace), loadHallRules(templatesDir())])
    const { folder, state, lines } = await reviewRun(workspace, args.run ?? null)
    const { run } = folder
    const { texts } = this
    if (state !== 'finished') {
      this.note(texts.report.notFinished({ run, state: texts.drill.states[state] }))
    }
    const chinese = await loadCatalogue('zh-CN')
    const { check, finding } = await keptCheck(workspace, playedIn(lines))
    const out = flags.out === undefined ? null : resolve(flags.out)
    const { check: wording } = chinese.texts.hall
    const abilities = check && toldCheck(check, rules, wording, 'zh-CN')
    const words = { describe: chinese.describe, titles: hallTitles(rules), abilities }
    const order = { workspace, pack, run: folder, ...words, day, out }
    const { conclusion, problems, files } = await writeReport(order)
    const findings = finding === null ? [] : [finding]
    this.noteFindings([...findings, ...files.flatMap(({ note }) => note ?? [])])
    this.print(texts.report.concluded({ conclusion, problems }))
    for (const { path } of files) this.print(`  ${path}`)
    const noted = files.map(({ path, note }) => ({
      path,
      note: note && this.catalogue.describe(note).message,
    }))
    return { run, conclusion, problems, findings, files: noted }
  }
}
