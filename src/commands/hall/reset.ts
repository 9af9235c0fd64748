import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { hallPlace, resetHall } from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface HallResetResult {
  /** False when the person thought better of it. */
  readonly reset: boolean
  readonly running: boolean
  readonly keptRegistry: boolean
}

export default class HallReset extends BaseCommand<HallResetResult> {
  static override summary = '清空参考大厅，从头再来'
  static override description =
    '办件、事件、账号、事项全部清除，时钟回到现在；加 --keep-registry 则留下单位、栏目、事项、账号和分工。大厅运行与否都可以清空。'
  static override examples = [
    { description: '全部清空', command: '<%= config.bin %> <%= command.id %> --yes' },
    {
      description: '只清办件和事件',
      command: '<%= config.bin %> <%= command.id %> --keep-registry --yes',
    },
  ]
  static override flags = {
    data: Flags.string({ description: '大厅的数据文件，启动时写了才写', helpValue: 'FILE' }),
    'keep-registry': Flags.boolean({ description: '留下单位、栏目、事项、账号和分工' }),
    yes: Flags.boolean({ description: '不再询问' }),
  }

  async run(): Promise<HallResetResult> {
    const { flags } = await this.parse(HallReset)
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const place = await hallPlace(this.workspaceDir, this.secretsDir, data)
    const keepRegistry = flags['keep-registry']
    const question = this.texts.hall.reallyReset({ data: place.data, keepRegistry })
    const isSure = flags.yes || (await this.prompter.confirm({ flag: '--yes', question }))
    if (!isSure) return { reset: false, running: false, keptRegistry: keepRegistry }
    const { running } = await resetHall(place, { keepRegistry })
    this.print(this.texts.hall.reset({ keepRegistry }))
    return { reset: true, running, keptRegistry: keepRegistry }
  }
}
