import { join } from 'node:path'
import { Flags } from '@oclif/core'
import {
  connectWorkspaceHall,
  hallUrl,
  outsideAt,
  type Pushed,
  pushHall,
} from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { desiredHall, mapWorkspace, saveRosterLock } from '../../lib/roster/index.js'
import { BaseCommand, connectorFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface HallPushResult extends Pushed {
  readonly url: string
}

const SORTS = ['units', 'columns', 'items', 'users', 'assignments'] as const

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
    ...connectorFlags,
  }

  async run(): Promise<HallPushResult> {
    const { flags } = await this.parse(HallPush)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const pack = await packOf(workspace)
    const { items, mapped } = await mapWorkspace(workspace, pack)
    const desired = desiredHall(pack, items, mapped.mapping)
    const keyboard = { words: this.texts.hall, ask: this.prompter.ask }
    const outside = await outsideAt({ now: Date.now, env: process.env }, keyboard, flags)
    const secretsDir = join(this.config.configDir, 'halls')
    const access = { secretsDir, tokenFile: flags['token-file'], outside }
    const hall = await connectWorkspaceHall(workspace, { url, ...access })
    try {
      if (!flags['dry-run']) await saveRosterLock(workspace.paths.root, mapped.lock)
      const onUser = (done: number, of: number) =>
        this.progress.update(this.texts.hall.account({ done, of }))
      const resume = `${this.config.bin} hall push`
      const options = { onUser, signal: this.signal, resume, dryRun: flags['dry-run'] }
      return this.#show({ url, ...(await pushHall(hall, desired, options)) })
    } finally {
      hall.connection.close()
    }
  }

  #show(result: HallPushResult): HallPushResult {
    const { columns, sorts, pushed, withoutPassword, beyond } = this.texts.hall
    this.progress.clear()
    this.printTable(SORTS, [
      { header: columns.sort, get: (kind) => sorts[kind] },
      ...(['created', 'updated', 'unchanged'] as const).map((done) => {
        const get = (kind: (typeof SORTS)[number]) => result[kind][done]
        return { header: columns[done], get, align: 'right' as const }
      }),
    ])
    this.print(pushed(result))
    const { withoutPassword: accounts, beyond: left } = result
    if (left.length > 0) this.note(beyond(left.map((sort) => sorts[sort])))
    if (accounts.length > 0) this.note(withoutPassword({ accounts }))
    if (accounts.length + left.length === 0) return result
    return this.endWithFindings(result)
  }
}
