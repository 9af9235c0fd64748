import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import {
  keepEvidence,
  namedStep,
  reported,
  reviewRun,
  type Submitted,
  submit,
} from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillDone extends BaseCommand<Submitted> {
  static override summary = '报告一步已经办完'
  static override description =
    '大厅里看得到的，以大厅为准；看不到的只作自述，未核实。可附照片、扫描件作为佐证。'
  static override examples = [
    {
      description: '报告办完，附照片',
      command:
        '<%= config.bin %> <%= command.id %> "online-case/accept@国土局#1" --person 张三 --evidence 受理单.jpg',
    },
  ]
  static override args = {
    step: Args.string({ description: '步骤，见 drill inbox', required: true }),
  }
  static override flags = {
    person: Flags.string({ description: '谁办的', required: true, helpValue: 'NAME' }),
    evidence: Flags.string({
      description: '佐证文件，可写多次',
      multiple: true,
      helpValue: 'FILE',
    }),
    note: Flags.string({ description: '说明', helpValue: 'TEXT' }),
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillDone)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const { folder } = review
    const step = namedStep(folder.plan, args.step)
    const evidence = await keepEvidence(folder, flags.evidence ?? [])
    const told = reported(folder.plan, step, { person: flags.person, evidence, note: flags.note })
    const result = await submit(review, { ...told }, { now: Date.now, newId: randomUUID })
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
