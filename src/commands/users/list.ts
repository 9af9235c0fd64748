import { Flags } from '@oclif/core'
import { packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  listUsers,
  loadRosterRules,
  mapStore,
  roleNamed,
  type UserView,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, readStore } from '../../lib/workspace/index.js'

interface UsersListResult {
  readonly users: readonly UserView[]
}

export default class UsersList extends BaseCommand<UsersListResult> {
  static override summary = '列出用户及其角色'
  static override description =
    '按现有人员和事项计算，与 users generate 的结果一致，不写入任何内容。'
  static override examples = [
    {
      description: '列出一个单位的用户',
      command: '<%= config.bin %> <%= command.id %> --unit 林业局',
    },
  ]
  static override flags = {
    unit: Flags.string({ description: '只列一个单位：代码、全称或简称', helpValue: 'NAME' }),
    role: Flags.string({ description: '只列一种角色：roles.yaml 中的角色代号', helpValue: 'ROLE' }),
  }

  async run(): Promise<UsersListResult> {
    const { flags } = await this.parse(UsersList)
    const workspace = await openWorkspace(this.workspaceDir)
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const unit = flags.unit === undefined ? undefined : unitNamed(pack, flags.unit).code
    const role = flags.role === undefined ? undefined : roleNamed(rules, flags.role)
    const store = readStore(workspace)
    try {
      const { root } = workspace.paths
      const { mapping } = await mapStore({ root, store, pack, rules })
      const users = listUsers(pack, mapping, { ...(unit && { unit }), ...(role && { role }) })
      const { columns, count } = this.texts.users
      const isChinese = this.catalogue.language === 'zh-CN'
      const label = (id: string) => rules.catalogue.list[id]?.[isChinese ? 'zh' : 'en'] ?? id
      this.printTable(users, [
        { header: columns.workNo, get: ({ workNo }) => workNo },
        { header: columns.name, get: ({ name }) => name },
        { header: columns.unit, get: ({ unitName }) => unitName },
        { header: columns.assignments, get: ({ assignments }) => assignments, align: 'right' },
        { header: columns.roles, get: ({ roles }) => roles.map(label).join('、') },
      ])
      this.print(count({ count: users.length }))
      return { users }
    } finally {
      store.close()
    }
  }
}
