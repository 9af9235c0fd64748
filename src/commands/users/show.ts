import { Args } from '@oclif/core'
import { packOf } from '../../lib/inbox/index.js'
import {
  loadRosterRules,
  mapWorkspace,
  showUsers,
  type UserDetail,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface UsersShowResult {
  readonly users: readonly UserDetail[]
}

export default class UsersShow extends BaseCommand<UsersShowResult> {
  static override summary = '查看一名用户：角色、承担的环节及依据'
  static override description = '按工号或姓名查；同名的全部列出。不显示电话，不写入任何内容。'
  static override examples = [
    { description: '按姓名查', command: '<%= config.bin %> <%= command.id %> 张三' },
  ]
  static override args = {
    user: Args.string({ description: '用户工号或姓名', required: true }),
  }

  async run(): Promise<UsersShowResult> {
    const { args } = await this.parse(UsersShow)
    const workspace = await openWorkspace(this.workspaceDir)
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const { mapped } = await mapWorkspace(workspace, pack)
    const users = showUsers(pack, mapped, args.user)
    const isChinese = this.catalogue.language === 'zh-CN'
    const label = (id: string) => rules.catalogue.list[id]?.[isChinese ? 'zh' : 'en'] ?? id
    for (const user of users) this.#print(user, user.roles.map(label), mapped.nameOf)
    return { users }
  }

  #print(user: UserDetail, roles: readonly string[], nameOf: (id: string) => string): void {
    const { columns, card } = this.texts.users
    const { workNo, name, unitName, office, title, post } = user
    const position = [office, title ?? post].filter((part) => part !== null)
    this.print(card({ workNo, name, unit: unitName, position, roles }))
    if (user.nodes.length === 0) return
    this.printTable(user.nodes, [
      { header: columns.item, get: ({ itemName }) => itemName },
      { header: columns.node, get: ({ node }) => nameOf(node) },
      { header: columns.ab, get: ({ ab }) => ab },
      { header: columns.reason, get: ({ reason }) => reason },
    ])
    this.print()
  }
}
