import { join, resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { dutyPapers, writeDutyPapers } from '../../lib/report/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillPapersResult {
  readonly files: readonly string[]
}

export default class DrillPapers extends BaseCommand<DrillPapersResult> {
  static override summary = '打印演练用表：过程记录表、任务单、签到表'
  static override description =
    '由计划生成 .docx：演练过程记录表一家单位一份（计划已填好，结果留空手填），任务单一人一页（办什么、几点、打勾、签名），签到表一批一页。只读计划，不改动任何东西。'
  static override examples = [
    { description: '全部', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '一家单位的任务单',
      command: '<%= config.bin %> <%= command.id %> --unit 国土局 --only slips',
    },
  ]
  static override flags = {
    unit: Flags.string({ description: '一个单位：代码、全称或简称', helpValue: 'NAME' }),
    only: Flags.string({
      description: '只印一种，可写多次：record 过程记录表，slips 任务单，attendance 签到表',
      options: [...dutyPapers],
      multiple: true,
    }),
    out: Flags.string({
      description: '存放的文件夹，不写时为工作目录的 out/演练用表',
      helpValue: 'DIR',
    }),
    seed: Flags.integer({
      description: '随机数种子，与 drill plan 相同',
      default: 20_150_408,
      min: 0,
    }),
  }

  async run(): Promise<DrillPapersResult> {
    const { flags } = await this.parse(DrillPapers)
    const workspace = await openWorkspace(this.workspaceDir)
    const out = resolve(flags.out ?? join(workspace.paths.out, '演练用表'))
    const papers = dutyPapers.filter((one) => flags.only === undefined || flags.only.includes(one))
    const { unit = null, seed } = flags
    const written = await writeDutyPapers({ workspace, papers, unit, out, seed })
    this.noteFindings(written.flatMap(({ note }) => note ?? []))
    const files = written.map(({ path }) => path)
    this.print(this.texts.drill.papers({ files: files.length, out }))
    return { files }
  }
}
