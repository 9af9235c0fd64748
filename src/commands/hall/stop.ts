import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { hallPlace, stopHall } from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface HallStopResult {
  /** False when there was none to stop. */
  readonly stopped: boolean
  readonly url: string | null
  readonly pid: number | null
}

export default class HallStop extends BaseCommand<HallStopResult> {
  static override summary = '停止参考大厅'
  static override description = '等数据全部写好、关闭之后才返回。没有运行的大厅时什么也不做。'
  static override examples = [
    { description: '停止', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    data: Flags.string({ description: '大厅的数据文件，启动时写了才写', helpValue: 'FILE' }),
  }

  async run(): Promise<HallStopResult> {
    const { flags } = await this.parse(HallStop)
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const place = await hallPlace(this.workspaceDir, this.secretsDir, data)
    const hall = await stopHall(place)
    this.print(hall === null ? this.texts.hall.noneRuns : this.texts.hall.stopped)
    return { stopped: hall !== null, url: hall?.url ?? null, pid: hall?.pid ?? null }
  }
}
