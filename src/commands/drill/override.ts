import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import {
  decidable,
  operator,
  overridden,
  reviewRun,
  type Submitted,
  submit,
} from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillOverride extends BaseCommand<Submitted> {
  static override summary = '领导小组对一项结论作出认定'
  static override description =
    '写入演练日志：谁、为什么、凭什么。认定列在按事实算出的结论旁边，不改动它；得分两种都给。--as computed 撤销认定。'
  static override examples = [
    {
      description: '认定国土局 R2 达标',
      command:
        '<%= config.bin %> <%= command.id %> R2 国土局 --as met --because "断网期间在纸上办理，已核实" --by 领导小组',
    },
  ]
  static override args = {
    requirement: Args.string({ description: '要求的编号，分栏目的写 R1/通知公告', required: true }),
    unit: Args.string({ description: '单位：代码、全称或简称', required: true }),
  }
  static override flags = {
    as: Flags.option({
      description:
        '认定为：met 达标，late 逾期，missed 未完成，exempt 不适用，computed 按事实（撤销认定）',
      options: [...decidable, 'computed'] as const,
      required: true,
    })(),
    because: Flags.string({ description: '理由', required: true, helpValue: 'TEXT' }),
    evidence: Flags.string({
      description: '佐证文件，可写多次',
      multiple: true,
      helpValue: 'FILE',
    }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillOverride)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const grounds = { because: flags.because, evidence: flags.evidence ?? [] }
    const verdict = flags.as === 'computed' ? null : flags.as
    const said = await overridden(review, args, grounds, verdict)
    const outside = { now: Date.now, newId: randomUUID }
    const result = await submit(review, { ...said, by: operator(flags.by) }, outside)
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
