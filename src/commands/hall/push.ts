import { join } from 'node:path'
import { Flags } from '@oclif/core'
import {
  connectWorkspaceHall,
  furnishHall,
  hallUrl,
  type ProvisionResult,
  planProvision,
  provisionCounts,
} from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { desiredHall, mapWorkspace, saveRosterLock } from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface HallPushResult extends ProvisionResult {
  readonly url: string
  readonly dryRun: boolean
}

export default class HallPush extends BaseCommand<HallPushResult> {
  static override summary = '把单位、栏目、事项、账号和分工录入大厅'
  static override description =
    '先比对大厅现有内容，只补缺、只改不同，不删除。随时可以终止，再次运行就接着录，不会重复。'
  static override examples = [
    { description: '先看要录入什么', command: '<%= config.bin %> <%= command.id %> --dry-run' },
    { description: '录入正在运行的大厅', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    hall: Flags.string({
      description: '大厅地址，不写时按工作目录的设置，再不然用本机正在运行的大厅',
      helpValue: 'URL',
    }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
    'dry-run': Flags.boolean({ description: '只比对，不录入' }),
  }

  async run(): Promise<HallPushResult> {
    const { flags } = await this.parse(HallPush)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const pack = await packOf(workspace)
    const { items, mapped } = await mapWorkspace(workspace, pack)
    const desired = desiredHall(pack, items, mapped.mapping)
    const secretsDir = join(this.config.configDir, 'halls')
    const access = { url, secretsDir, tokenFile: flags['token-file'] }
    const hall = await connectWorkspaceHall(workspace, access)
    try {
      if (flags['dry-run']) {
        const plan = provisionCounts(await planProvision(hall.connection, desired))
        return this.#show({ url, dryRun: true, ...plan, withoutPassword: [] })
      }
      await saveRosterLock(workspace.paths.root, mapped.lock)
      const onUser = (done: number, of: number) =>
        this.progress.update(this.texts.hall.account({ done, of }))
      const options = { onUser, signal: this.signal, resume: `${this.config.bin} hall push` }
      return this.#show({ url, dryRun: false, ...(await furnishHall(hall, desired, options)) })
    } finally {
      hall.connection.close()
    }
  }

  #show(result: HallPushResult): HallPushResult {
    const { columns, sorts, pushed, withoutPassword } = this.texts.hall
    const kinds = ['units', 'columns', 'items', 'users', 'assignments'] as const
    this.progress.clear()
    this.printTable(kinds, [
      { header: columns.sort, get: (kind) => sorts[kind] },
      { header: columns.created, get: (kind) => result[kind].created, align: 'right' },
      { header: columns.updated, get: (kind) => result[kind].updated, align: 'right' },
      { header: columns.unchanged, get: (kind) => result[kind].unchanged, align: 'right' },
    ])
    this.print(pushed(result))
    if (result.withoutPassword.length === 0) return result
    this.note(withoutPassword({ accounts: result.withoutPassword }))
    return this.endWithFindings(result)
  }
}
