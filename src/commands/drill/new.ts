import { Flags } from '@oclif/core'
import { planBook, planSource, writeNewPlan } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, type Workspace, writeFileNew } from '../../lib/workspace/index.js'

interface DrillNewResult {
  readonly file: string
}

export default class DrillNew extends BaseCommand<DrillNewResult> {
  static override summary = '按通知生成演练计划文件，可再编辑'
  static override description =
    '写出 drills/plan.yaml：批次和时间、谁由人办谁由机器人办、逾期怎么算、评分。改好后 drill plan、drill run 都按它。习惯用表格的，--output 把现有计划（没有的按通知）写成工作簿，改好后用 drill import 读回。'
  static override examples = [
    { description: '按通知的日期', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '改到另一天，审批由人办，两小时未办由机器人替',
      command:
        '<%= config.bin %> <%= command.id %> --from 2026-12-01 --human approver --understudy 2h',
    },
    {
      description: '另外逐条试职责分离，看大厅是否拒绝',
      command: '<%= config.bin %> <%= command.id %> --also duties',
    },
    {
      description: '写成工作簿，发给各单位商定',
      command: '<%= config.bin %> <%= command.id %> --output 演练计划.xlsx',
    },
  ]
  static override flags = {
    from: Flags.string({ description: '第一批的日期，其余批次和期限同样顺移', helpValue: 'DAY' }),
    human: Flags.string({
      description: '由人办的角色，可写多次；不写时全部由机器人办',
      multiple: true,
      helpValue: 'ROLE',
    }),
    understudy: Flags.string({ description: '开放时间内多久未办由机器人替，如 2h、30m' }),
    also: Flags.string({
      description: '另外演的剧本，不计入通知的要求，可写多次，如 duties（职责分离逐条试）',
      multiple: true,
      helpValue: 'SCRIPT',
    }),
    output: Flags.string({
      description: '不写 drills/plan.yaml，把现有计划写成可编辑的工作簿（.xlsx）',
      helpValue: 'FILE',
      exclusive: ['from', 'human', 'understudy', 'also'],
    }),
    force: Flags.boolean({ description: '覆盖已有的文件' }),
  }

  async run(): Promise<DrillNewResult> {
    const { flags } = await this.parse(DrillNew)
    const workspace = await openWorkspace(this.workspaceDir)
    if (flags.output !== undefined) return this.#book(workspace, flags.output, flags.force)
    const { from = null, human: people = [], understudy = null, also = [], force } = flags
    const file = await writeNewPlan(workspace, { from, people, understudy, also }, force)
    this.print(this.texts.drill.written({ path: file }))
    return { file }
  }

  async #book(workspace: Workspace, to: string, force: boolean): Promise<DrillNewResult> {
    const bytes = await planBook(await planSource(workspace), new Date())
    const { path, note } = await writeFileNew(to, bytes, force)
    if (note) this.noteFindings([note])
    this.print(this.texts.drill.written({ path }))
    return { file: path }
  }
}
