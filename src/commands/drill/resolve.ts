import { randomUUID } from 'node:crypto'
import { Args, Flags } from '@oclif/core'
import { resolved, type Submitted, tell } from '../../lib/drill/index.js'
import { BaseCommand, runFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillResolve extends BaseCommand<Submitted> {
  static override summary = '由人认定一步到底办成没有'
  static override description =
    '只用于结果不明的一步：连接中断，再查也查不到。再运行 drill run 会先查、再用同一编号补办，多数不用认定。认定的不算大厅里看到的事实，不计入要求。'
  static override examples = [
    {
      description: '已与窗口核实办成',
      command:
        '<%= config.bin %> <%= command.id %> "online-case/accept@国土局#1" --did --because 窗口有受理单 --by 张三',
    },
    {
      description: '没有办成，不再补办',
      command:
        '<%= config.bin %> <%= command.id %> "online-case/accept@国土局#1" --did-not --because 窗口无记录 --by 张三',
    },
  ]
  static override args = {
    step: Args.string({ description: '步骤，见 drill status', required: true }),
  }
  static override flags = {
    did: Flags.boolean({ description: '办成了', exactlyOne: ['did', 'did-not'] }),
    'did-not': Flags.boolean({ description: '没有办成，不再补办' }),
    because: Flags.string({ description: '依据', required: true, helpValue: 'TEXT' }),
    object: Flags.string({
      description: '它在大厅里建的件的编号，后面的步骤要用时写',
      helpValue: 'ID',
    }),
    ...runFlags,
  }

  async run(): Promise<Submitted> {
    const { args, flags } = await this.parse(DrillResolve)
    const workspace = await openWorkspace(this.workspaceDir)
    const { did, because, object = null } = flags
    const speaker = { run: flags.run ?? null, by: flags.by }
    const outside = { now: Date.now, newId: randomUUID }
    const result = await tell(workspace, speaker, outside, (review) =>
      resolved(review, args.step, { did, because, object }),
    )
    this.print(this.texts.drill.submitted(result))
    return result
  }
}
