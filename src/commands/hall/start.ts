import { join, resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { packageRoot, templatesDir } from '../../lib/assets/index.js'
import {
  hallPlace,
  openDoor,
  startDetachedHall,
  startPlacedHall,
} from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'

interface HallStartResult {
  readonly url: string
  readonly data: string | null
  readonly adminTokenFile: string
  readonly pid: number
  readonly detached: boolean
}

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
    const door = flags['listen-anywhere'] ? openDoor(flags.token, process.env) : null
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const secretsDir = join(this.config.configDir, 'halls')
    const place = await hallPlace(this.workspaceDir, secretsDir, data)
    const adminTokenFile = place.token
    if (flags.detach) {
      const argv = this.argv.filter((word) => !['--detach', '--json'].includes(word))
      const run = [join(packageRoot(), 'bin', 'run.js'), 'hall', 'start', '--json', ...argv]
      const env = { ...process.env, HALLKIT_HALL_TOKEN: door?.token }
      const hall = await startDetachedHall(place, { node: process.execPath, argv: run, env })
      const kept = flags.ephemeral ? null : place.data
      return this.#announce({ url: hall.url, pid: hall.pid, data: kept, adminTokenFile }, true)
    }
    const onBug = (error: unknown) => this.note(String(error))
    const options = { port: flags.port, templatesDir: templatesDir(), nowMs: Date.now, onBug, door }
    const { ephemeral, 'no-admin': noAdmin } = flags
    const hall = await startPlacedHall(place, { ...options, ephemeral, admin: !noAdmin })
    const told = { url: hall.url, pid: process.pid, data: hall.data, adminTokenFile }
    const result = this.#announce(told, false)
    await Promise.race([hall.stopAsked, asked(this.signal)])
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

  #announce(told: Omit<HallStartResult, 'detached'>, detached: boolean): HallStartResult {
    const result = { ...told, detached }
    if (this.jsonEnabled()) this.logJson(this.toSuccessJson(result))
    this.print(this.texts.hall.listening(result))
    this.note(detached ? this.texts.hall.howToStopLater : this.texts.hall.howToStop)
    return result
  }
}

/** Ctrl-C, or the system's word that the program shall end. */
function asked(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    process.once('SIGTERM', resolve)
  })
}
