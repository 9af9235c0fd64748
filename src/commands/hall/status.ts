import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { hallPlace, hallStatus, type HallStatus as Status } from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface HallStatusResult extends Status {
  readonly running: true
}

export default class HallStatus extends BaseCommand<HallStatusResult> {
  static override summary = '查看参考大厅是否在运行、时钟走到哪里、存了多少'
  static override description = '没有运行的大厅时以退出码 4 结束。'
  static override examples = [
    { description: '查看', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    data: Flags.string({ description: '大厅的数据文件，启动时写了才写', helpValue: 'FILE' }),
  }

  async run(): Promise<HallStatusResult> {
    const { flags } = await this.parse(HallStatus)
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const place = await hallPlace(this.workspaceDir, this.secretsDir, data)
    const status = await hallStatus(place)
    this.print(this.texts.hall.running(status))
    return { running: true, ...status }
  }
}
