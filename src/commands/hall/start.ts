import { once } from 'node:events'
import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import {
  hallPlace,
  openDoor,
  type StartedHall,
  startDetachedHall,
  startPlacedHall,
} from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

type HallStartResult = Omit<StartedHall, 'close' | 'stopAsked'> & { pid: number; detached: boolean }

export default class HallStart extends BaseCommand<HallStartResult> {
  static override summary = '启动自带的参考大厅'
  static override description =
    '一个只在本机可达的办事大厅，规则从严，供演练前排练和核对。在工作目录中启动的，同一目录的其他命令会自动找到它。按 Ctrl-C 停止，数据保留，下次接着用；加 --detach 转入后台，用 hall stop 停止。'
  static override examples = [
    { description: '启动大厅', command: '<%= config.bin %> <%= command.id %>' },
    { description: '转入后台运行', command: '<%= config.bin %> <%= command.id %> --detach' },
    {
      description: '指定端口和数据文件',
      command: '<%= config.bin %> <%= command.id %> --port 8822 --data 大厅.db',
    },
  ]
  static override flags = {
    port: Flags.integer({ description: '端口，0 为自动选择', default: 0, min: 0, max: 65_535 }),
    data: Flags.string({ description: '大厅的数据文件，不写时在 .hallkit 内', helpValue: 'FILE' }),
    detach: Flags.boolean({ description: '转入后台，关闭窗口也不停' }),
    ephemeral: Flags.boolean({ description: '数据只在内存，停止即清空', exclusive: ['data'] }),
    'no-admin': Flags.boolean({ description: '不开放排练控制（时钟、故障、清空）' }),
    'listen-anywhere': Flags.boolean({ description: '允许其他机器访问，须同时给出 --token' }),
    token: Flags.string({
      description: '其他机器访问时须出示的令牌：env:变量名、file:文件，或直接写（会被旁人看见）',
      env: 'HALLKIT_HALL_TOKEN',
      helpValue: 'TOKEN',
    }),
  }

  #isAnnounced = false
  async run(): Promise<HallStartResult> {
    const { flags } = await this.parse(HallStart)
    const { port, ephemeral, 'no-admin': noAdmin } = flags
    const door = flags['listen-anywhere'] ? openDoor(flags.token, process.env) : null
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const place = await hallPlace(this.workspaceDir, this.secretsDir, data)
    const told = { data: ephemeral ? null : place.data, adminTokenFile: place.token }
    if (flags.detach) {
      const env = { ...process.env, HALLKIT_HALL_TOKEN: door?.token }
      const program = { node: process.execPath, words: this.argv, env }
      const { url, pid } = await startDetachedHall(place, program)
      return this.#announce({ url, pid, ...told, detached: true })
    }
    const onBug = (error: unknown) => this.note(String(error))
    const options = { port, ephemeral, door, templatesDir: templatesDir(), nowMs: Date.now, onBug }
    const hall = await startPlacedHall(place, { ...options, admin: !noAdmin })
    const result = this.#announce({ url: hall.url, pid: process.pid, ...told, detached: false })
    const ends = [hall.stopAsked, once(process, 'SIGTERM'), once(this.signal, 'abort')]
    if (!this.signal.aborted) await Promise.race(ends)
    await hall.close()
    this.note(this.texts.hall.stopped)
    return result
  }

  /** A script must know the address while the hall runs, so the document comes at the start, once. */
  protected override logJson(document: unknown): void {
    if (this.#isAnnounced) return
    this.#isAnnounced = true
    super.logJson(document)
  }

  #announce(result: HallStartResult): HallStartResult {
    if (this.jsonEnabled()) this.logJson(this.toSuccessJson(result))
    this.print(this.texts.hall.listening(result))
    this.note(result.detached ? this.texts.hall.howToStopLater : this.texts.hall.howToStop)
    return result
  }
}
