import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import { keptToken } from '../../lib/hall/index.js'
import { type StartedHall, startHall, startWorkspaceHall } from '../../lib/reference-hall/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace, workspacePaths } from '../../lib/workspace/index.js'

type HallStartResult = Omit<StartedHall, 'close'>

export default class HallStart extends BaseCommand<HallStartResult> {
  static override summary = '启动自带的参考大厅'
  static override description =
    '一个只在本机可达的办事大厅，规则从严，供演练前排练和核对。在工作目录中启动的，同一目录的其他命令会自动找到它。按 Ctrl-C 停止，数据保留，下次接着用。'
  static override examples = [
    { description: '启动大厅', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '指定端口和数据文件',
      command: '<%= config.bin %> <%= command.id %> --port 8822 --data 大厅.db',
    },
  ]
  static override flags = {
    port: Flags.integer({ description: '端口，0 为自动选择', default: 0, min: 0, max: 65_535 }),
    data: Flags.string({
      description: '大厅的数据文件，不写时在工作目录的 .hallkit 内',
      helpValue: 'FILE',
    }),
  }

  #isAnnounced = false

  async run(): Promise<HallStartResult> {
    const { flags } = await this.parse(HallStart)
    const { signal } = this
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const { close, ...result } = await this.#start(flags.port, data)
    this.#announce(result)
    if (!signal.aborted) await once(signal, 'abort')
    await close()
    this.note(this.texts.hall.stopped)
    return result
  }

  /** Inside a workspace it is that workspace's hall; elsewhere one that is named by its data file alone. */
  async #start(port: number, dataFile: string | undefined): Promise<StartedHall> {
    const secretsDir = join(this.config.configDir, 'halls')
    const onBug = (error: unknown) => this.note(String(error))
    const options = { port, templatesDir: templatesDir(), nowMs: Date.now, onBug }
    if (findWorkspace(this.workspaceDir) !== null) {
      const workspace = await openWorkspace(this.workspaceDir)
      return startWorkspaceHall(workspace, { ...options, secretsDir, dataFile })
    }
    const data = dataFile ?? join(workspacePaths(this.workspaceDir).state, 'hall.db')
    const adminTokenFile = join(secretsDir, `${shortHash(data)}.token`)
    const adminToken = await keptToken(adminTokenFile)
    const { url, close } = await startHall({ ...options, dataFile: data, adminToken })
    return { url, data, adminTokenFile, close }
  }

  /** A script must know the address while the hall runs, so the document comes at the start, once. */
  protected override logJson(document: unknown): void {
    if (this.#isAnnounced) return
    this.#isAnnounced = true
    super.logJson(document)
  }

  #announce(result: HallStartResult): void {
    if (this.jsonEnabled()) this.logJson(this.toSuccessJson(result))
    this.print(this.texts.hall.listening(result))
    this.note(this.texts.hall.howToStop)
  }
}

/** Names a data file's token without telling its path. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
