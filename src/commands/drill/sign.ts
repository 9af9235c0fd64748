import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { operator, reviewRun, type Submitted, submit } from '../../lib/drill/index.js'
import { AppError } from '../../lib/errors/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillSign extends BaseCommand<Submitted> {
  static override summary = '确认一个环节，放行下一批'
  static override description = '演练编排里写了确认环节（gates）的，确认后该批次才开始。'
  static override examples = [
    {
      description: '确认第一批小结',
      command: '<%= config.bin %> <%= command.id %> g1 --by 张某某',
    },
  ]
  static override args = {
    gate: Args.string({ description: '确认环节的编号', required: true }),
  }
  static override flags = {
    run: Flags.string({ description: '演练，不写时为最近写入的一次', helpValue: 'RUN' }),
    by: Flags.string({ description: '经办人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillSign)
    const workspace = await openWorkspace(this.workspaceDir)
    const review = await reviewRun(workspace, flags.run ?? null)
    const { folder, lines } = review
    const isSigned = lines.some(
      ({ type, data }) => type === 'gate.signed' && data['gate'] === args.gate,
    )
    const gate = folder.plan.gates?.find(({ id }) => id === args.gate)
    if (!gate || isSigned) throw new AppError('HK-DRILL-011', { what: 'gate', name: args.gate })
    const data = { gate: gate.id, title: gate.title }
    const result = await submit(
      review,
      { type: 'gate.signed', by: operator(flags.by), data },
      { now: Date.now, newId: randomUUID },
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
