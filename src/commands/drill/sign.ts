import { randomUUID } from 'node:crypto'
import { Args } from '@oclif/core'
import { type Submitted, signed, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
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
  static override flags = runFlags

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillSign)
    const workspace = await openWorkspace(this.workspaceDir)
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) => signed(review, args.gate))
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
