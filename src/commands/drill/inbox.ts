import { Flags } from '@oclif/core'
import { inboxOf, reviewRun, type Task } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillInboxResult {
  readonly run: string
  readonly tasks: readonly Task[]
}

export default class DrillInbox extends BaseCommand<DrillInboxResult> {
  static override summary = '每个人现在该办什么'
  static override description =
    '列出已轮到人办的动作和期限。在大厅里办成即可，程序看得到；只读，演练进行中也可查看。'
  static override examples = [
    { description: '全部', command: '<%= config.bin %> <%= command.id %>' },
    { description: '一家单位', command: '<%= config.bin %> <%= command.id %> --unit 国土局' },
  ]
  static override flags = {
    unit: Flags.string({ description: '一个单位：代码、全称或简称', helpValue: 'NAME' }),
    person: Flags.string({ description: '一个人：姓名或账号', helpValue: 'NAME' }),
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
  }

  async run(): Promise<DrillInboxResult> {
    const { flags } = await this.parse(DrillInbox)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder, lines } = await reviewRun(workspace, flags.run ?? null)
    const whose = { unit: flags.unit ?? null, person: flags.person ?? null }
    const tasks = inboxOf(folder.plan, lines, folder.run, whose)
    const names = new Map(folder.plan.units.map(({ code, short }) => [code, short]))
    if (tasks.length === 0) this.print(this.texts.drill.inboxEmpty)
    else this.#print(tasks, names)
    return { run: folder.run, tasks }
  }

  #print(tasks: readonly Task[], names: ReadonlyMap<string, string>): void {
    const { columns } = this.texts.drill
    const time = (instant: string | null) => instant?.slice(5, 16).replace('T', ' ') ?? null
    this.printTable(tasks, [
      { header: columns.unit, get: ({ unit }) => names.get(unit) ?? unit },
      { header: columns.person, get: ({ person }) => person },
      { header: columns.account, get: ({ account }) => account },
      { header: columns.ask, get: ({ ask }) => ask },
      { header: columns.untilTime, get: ({ until }) => time(until) },
      { header: columns.standIn, get: ({ standIn }) => time(standIn) },
      { header: columns.key, get: ({ key }) => key },
    ])
  }
}
