import { randomUUID } from 'node:crypto'
import { Flags } from '@oclif/core'
import {
  operator,
  planChanges,
  type RunResult,
  reviewRun,
  runResult,
  submit,
} from '../../lib/drill/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'
import DrillRun from './run.js'

export default class DrillResume extends DrillRun {
  static override summary = '接着演暂停或中断的演练'
  static override description =
    '程序还在运行（在另一个窗口暂停的），就让它接着演；已经停下的，同 drill run 一样接着演。锁定的计划被改动过的不接；工作目录里的计划、事项、人员改了的，仍按锁定的演，并说明是哪些。'
  static override examples = [
    { description: '接着演', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override args = DrillRun.args
  static override flags = {
    ...DrillRun.flags,
    new: Flags.boolean({ hidden: true, description: '另开一次的是 drill run --new' }),
  }

  override async run(): Promise<RunResult> {
    const { args } = await this.parse(DrillResume)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, args.run ?? null)
    if (review.state !== 'running') return super.run()
    this.noteFindings(await planChanges(workspace, review))
    const { data } = review.lines.findLast((line) => line.data['clock']) ?? { data: {} }
    const request = { type: 'run.resumed', by: operator('drill resume'), data } as const
    this.print(
      this.texts.drill.submitted(
        await submit(review, request, { now: Date.now, newId: randomUUID }),
      ),
    )
    return runResult(await reviewRun(workspace, review.folder.run))
  }
}
