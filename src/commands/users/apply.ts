import { resolve } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { connectWorkspaceHall } from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import {
  type AppliedPlan,
  needsLook,
  provisionPeople,
  readAccountPlan,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface UsersApplyResult extends AppliedPlan {
  readonly hall: string
}

export default class UsersApply extends BaseCommand<UsersApplyResult> {
  static override summary = '按账号方案在大厅开账号、改账号'
  static override description =
    '方案生成后大厅账号有变动的，一律不办。不删除账号；离岗的、别人开的，写明才停用、才接管；最后一个管理员不停用。随时可以终止，同样的命令再运行就接着办。'
  static override examples = [
    { description: '开账号', command: '<%= config.bin %> <%= command.id %> plan.json' },
  ]
  static override args = { plan: Args.string({ description: '账号方案', required: true }) }
  static override flags = {
    hall: Flags.string({ description: '大厅地址，不写时为方案所写的大厅', helpValue: 'URL' }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
    handout: Flags.string({
      description:
        '口令条放到哪个文件夹（工作目录之外），每单位一份 .docx，只有本人能读；不写时放在工作目录旁边',
      helpValue: 'DIR',
      exclusive: ['no-passwords'],
    }),
    'no-passwords': Flags.boolean({ description: '不设口令，用于统一身份认证的大厅' }),
    prune: Flags.option({
      description: '本工具开的、已不在用户名单内的账号怎么办',
      options: ['none', 'disable'] as const,
      default: 'none',
    })(),
    adopt: Flags.string({
      description: '接管方案中标为「冲突」的账号，可以写多次',
      helpValue: 'WORKNO',
      multiple: true,
    }),
  }

  async run(): Promise<UsersApplyResult> {
    const { args, flags } = await this.parse(UsersApply)
    const workspace = await openWorkspace(this.workspaceDir)
    const scene = { workspace, pack: await packOf(workspace) }
    const plan = await readAccountPlan(resolve(args.plan), workspace.settings.id)
    const url = flags.hall ?? plan.hall
    const outside = { now: Date.now, env: process.env }
    const access = { url, secretsDir: this.secretsDir, outside }
    const tokenFile = flags['token-file']
    const { connection, mark } = await connectWorkspaceHall(workspace, { ...access, tokenFile })
    const { progress, applied, outcome, handout } = this.texts.users.provision
    const onRow = (done: number, of: number) => this.progress.update(progress({ done, of }))
    try {
      const done = await provisionPeople(connection, scene, plan, {
        ...{ mark, onRow, signal: this.signal, started: new Date().toISOString() },
        ...{ prune: flags.prune === 'disable', adopt: flags.adopt ?? [] },
        handout: flags['no-passwords'] ? null : (flags.handout ?? `${workspace.paths.root}-口令条`),
        resume: `${this.config.bin} users apply "${args.plan}"`,
      })
      this.progress.clear()
      const result = { hall: url, ...done }
      const look = done.rows.filter(needsLook)
      for (const row of look) this.print(outcome(row))
      this.print(applied(done))
      if (done.handouts.length > 0) this.print(handout({ files: done.handouts }))
      return look.length > 0 ? this.endWithFindings(result) : result
    } finally {
      connection.close()
    }
  }
}
