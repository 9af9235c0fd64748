import { Flags } from '@oclif/core'
import {
  connectWorkspaceHall,
  type Pushed,
  pushHall,
  workspaceAccess,
} from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { desiredHall, mapWorkspace, saveRosterLock } from '../../lib/roster/index.js'
import { BaseCommand, connectorFlags, hallFlags } from '../../lib/ui/index.js'
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
    ...hallFlags,
    'dry-run': Flags.boolean({ description: '只比对，不录入' }),
    ...connectorFlags,
  }

  async run(): Promise<HallPushResult> {
    const { flags } = await this.parse(HallPush)
    const workspace = await openWorkspace(this.workspaceDir)
    const access = await workspaceAccess(workspace, this.hallDesk, flags)
    const pack = await packOf(workspace)
    const { items, mapped } = await mapWorkspace(workspace, pack)
    const desired = desiredHall(pack, items, mapped.mapping)
    const hall = await connectWorkspaceHall(workspace, access)
    try {
      if (!flags['dry-run']) await saveRosterLock(workspace.paths.root, mapped.lock)
      const onUser = (done: number, of: number) =>
        this.progress.update(this.texts.hall.account({ done, of }))
      const resume = `${this.config.bin} hall push`
      const options = { onUser, signal: this.signal, resume, dryRun: flags['dry-run'] }
      return this.#show({ url: access.url, ...(await pushHall(hall, desired, options)) })
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
