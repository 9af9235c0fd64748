import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Flags } from '@oclif/core'
import {
  attendanceSheet,
  operator,
  planUnit,
  type RunReview,
  reviewRun,
  submit,
} from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeFileAtomic } from '../../lib/workspace/index.js'

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
    '不写单位时打印签到表（.xlsx）；写了单位和姓名时，把到场情况记入日志。'
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
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<DrillAttendResult> {
    const { flags } = await this.parse(DrillAttend)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const { run, plan } = review.folder
    if (flags.unit !== undefined) {
      return this.#note(review, flags.unit, flags.persons?.split(/[,，、]/) ?? [], flags.by)
    }
    const sheet = flags.output ?? join(workspace.paths.out, '签到表.xlsx')
    await writeFileAtomic(sheet, await attendanceSheet(plan, flags.batch ?? null))
    this.print(this.texts.drill.written({ path: sheet }))
    return { run, sheet, unit: null, persons: [], seq: null }
  }

  async #note(
    review: RunReview,
    name: string,
    persons: readonly string[],
    by: string,
  ): Promise<DrillAttendResult> {
    const { code: unit } = planUnit(review.folder.plan, name)
    const request = { type: 'unit.attended', unit, by: operator(by), data: { persons } } as const
    const result = await submit(review, request, { now: Date.now, newId: randomUUID })
    this.print(this.texts.drill.submitted(result))
    return { run: result.run, sheet: null, unit, persons, seq: result.seq }
  }
}
