import { connectWorkspaceHall, hallUrl } from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import {
  type AccountCounts,
  type AccountPlan,
  accountViews,
  countAccounts,
  isDrift,
  loadRosterRules,
  planAccounts,
} from '../../lib/roster/index.js'
import { accountColumns, BaseCommand, hallFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface UsersDiffResult extends Pick<AccountPlan, 'hall' | 'unchanged'> {
  readonly counts: AccountCounts
  readonly drift: AccountPlan['rows']
}

export default class UsersDiff extends BaseCommand<UsersDiffResult> {
  static override summary = '看大厅账号与用户名单差在哪里'
  static override description =
    '只看不改。逐个账号、逐个字段说明大厅是什么、应该是什么；有差别时退出码为 1。'
  static override examples = [
    { description: '看有没有差别', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    ...hallFlags,
  }

  async run(): Promise<UsersDiffResult> {
    const { flags } = await this.parse(UsersDiff)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const outside = { now: Date.now, env: process.env }
    const access = { url, secretsDir: this.secretsDir, outside }
    const tokenFile = flags['token-file']
    const { connection, mark } = await connectWorkspaceHall(workspace, { ...access, tokenFile })
    try {
      const scene = { workspace, pack, url, hall: connection, mark }
      const { plan } = await planAccounts(scene, new Date().toISOString())
      const drift = plan.rows.filter(isDrift)
      const { unchanged } = plan
      const result = { hall: url, counts: countAccounts(plan.rows), drift, unchanged }
      const { tally, state, same } = this.texts.users.provision
      if (drift.length === 0) {
        this.print(same({ unchanged }))
        return result
      }
      const language = this.catalogue.language === 'en' ? 'en' : 'zh'
      const views = accountViews(drift, { pack, rules }, { language, ...state })
      this.printTable(views, accountColumns(this.texts.users.provision))
      this.print(tally(result))
      return this.endWithFindings(result)
    } finally {
      connection.close()
    }
  }
}
