import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Flags } from '@oclif/core'
import { attended, reviewRun, tell } from '../../lib/drill/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { writeAttendance } from '../../lib/report/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace, type Workspace } from '../../lib/workspace/index.js'

interface DrillAttendResult {
  readonly run: string
  readonly sheet: string | null
  readonly unit: string | null
  readonly persons: readonly string[]
  readonly seq: number | null
}

export default class DrillAttend extends BaseCommand<DrillAttendResult> {
  static override summary = '签到表，以及登记谁到了场'
  static override description =
    '不写单位时打印签到表（.docx）；写了单位和姓名时，把到场情况记入日志。'
  static override examples = [
    { description: '打印签到表', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '登记到场',
      command: '<%= config.bin %> <%= command.id %> --unit 国土局 --persons 张三,李四',
    },
  ]
  static override flags = {
    unit: Flags.string({ description: '到场的单位', helpValue: 'NAME', dependsOn: ['persons'] }),
    persons: Flags.string({
      description: '到场的人，逗号分隔',
      helpValue: 'NAMES',
      dependsOn: ['unit'],
    }),
    batch: Flags.string({ description: '只印一个批次', helpValue: 'ID' }),
    output: Flags.string({ description: '签到表写到哪里', helpValue: 'FILE' }),
    ...runFlags,
  }

  async run(): Promise<DrillAttendResult> {
    const { flags } = await this.parse(DrillAttend)
    const workspace = await openWorkspace(this.workspaceDir)
    if (flags.unit !== undefined) return this.#note(workspace, flags.unit, flags)
    const { folder } = await reviewRun(workspace, flags.run ?? null)
    const { run, plan } = folder
    const { batch = null } = flags
    const sheet = flags.output ?? join(workspace.paths.out, '签到表.docx')
    const pack = await packOf(workspace)
    const { path, note } = await writeAttendance(plan, pack, { batch, file: sheet })
    if (note) this.noteFindings([note])
    this.print(this.texts.drill.written({ path }))
    return { run, sheet: path, unit: null, persons: [], seq: null }
  }

  async #note(
    workspace: Workspace,
    unit: string,
    { run = null, by, persons = '' }: { run?: string | null; by: string; persons?: string },
  ): Promise<DrillAttendResult> {
    const names = persons.split(/[,，、]/)
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, { run, by }, outside, (review) =>
      attended(review, unit, names),
    )
    this.print(this.texts.drill.submitted(result))
    return { run: result.run, sheet: null, unit: result.unit, persons: names, seq: result.seq }
  }
}
