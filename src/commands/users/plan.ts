import { join, resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { connectWorkspaceHall, hallUrl } from '../../lib/hall/index.js'
import { type FindingRow, findingRows, packOf } from '../../lib/inbox/index.js'
import {
  type AccountCounts,
  type AccountPlan,
  accountViews,
  countAccounts,
  isDrift,
  loadRosterRules,
  planAccounts,
  saveAccountPlan,
  saveRosterLock,
} from '../../lib/roster/index.js'
import { accountColumns, BaseCommand, hallFlags } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface UsersPlanResult extends Pick<AccountPlan, 'hall' | 'snapshot' | 'rows' | 'unchanged'> {
  readonly file: string
  readonly counts: AccountCounts
  readonly violations: readonly FindingRow[]
}

export default class UsersPlan extends BaseCommand<UsersPlanResult> {
  static override summary = '比对用户和大厅账号，存成账号方案'
  static override description =
    '只看大厅，不改大厅：新开、修改、调单位、重新启用、停用、冲突、不管，逐个说明原因；开了账号会违反哪条职责分离，也先说明。方案里没有口令。'
  static override examples = [
    { description: '比对并存成方案', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    ...hallFlags,
    output: Flags.string({
      description: '方案存到哪里，不写时为 out/users-plan.json',
      helpValue: 'FILE',
    }),
  }

  async run(): Promise<UsersPlanResult> {
    const { flags } = await this.parse(UsersPlan)
    const workspace = await openWorkspace(this.workspaceDir)
    const url = hallUrl(workspace, flags.hall ?? null)
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const outside = { now: Date.now, env: process.env }
    const access = { url, secretsDir: this.secretsDir, outside }
    const tokenFile = flags['token-file']
    const { connection, mark } = await connectWorkspaceHall(workspace, { ...access, tokenFile })
    try {
      const scene = { workspace, pack, url, hall: connection, mark }
      const { plan, lock, violations: broken } = await planAccounts(scene, new Date().toISOString())
      await saveRosterLock(workspace.paths.root, lock)
      const asked = resolve(flags.output ?? join(workspace.paths.out, 'users-plan.json'))
      const file = await saveAccountPlan(asked, plan)
      const { tally, state, saved, nothing } = this.texts.users.provision
      const language = this.catalogue.language === 'en' ? 'en' : 'zh'
      const views = accountViews(plan.rows, { pack, rules }, { language, ...state })
      this.printTable(views, accountColumns(this.texts.users.provision))
      this.noteFindings(broken)
      const counts = countAccounts(plan.rows)
      const violations = findingRows(broken, this.catalogue)
      this.print(tally({ counts, unchanged: plan.unchanged }))
      this.print(plan.rows.some(isDrift) ? saved({ file }) : nothing)
      const { hall, snapshot, rows, unchanged } = plan
      return { file, hall, snapshot, counts, rows, unchanged, violations }
    } finally {
      connection.close()
    }
  }
}
