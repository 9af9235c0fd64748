import { Flags } from '@oclif/core'
import {
  type CheckReport,
  checkHall,
  type HallRules,
  hallAccess,
  LEVELS,
  openCheckedHall,
  saveCheck,
  toldCheck,
} from '../../lib/hall/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { hallPlace } from '../../lib/reference-hall/index.js'
import { desiredHall, mapWorkspace } from '../../lib/roster/index.js'
import { answersFlag, BaseCommand, connectorFlags } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace, type Workspace } from '../../lib/workspace/index.js'

export default class HallCheck extends BaseCommand<CheckReport> {
  static override summary = '逐项试出一个大厅能做什么、不能做什么'
  static override description =
    '由浅入深：连得上、登得进、看得到、能申报、能受理、能办结，直到补正、监督、职责分离。所办的件都带【演练】标记，试完撤掉。'
  static override examples = [
    { description: '核对工作目录的大厅', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    connector: Flags.string({ description: '连接器文件，不写时按工作目录', helpValue: 'FILE' }),
    level: Flags.option({ options: LEVELS, description: '试到哪一级，L3 起会写入' })(),
    hall: Flags.string({ description: '大厅地址，不写时按连接器或工作目录', helpValue: 'URL' }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
    ...answersFlag,
    ...connectorFlags,
  }

  async run(): Promise<CheckReport> {
    const { flags } = await this.parse(HallCheck)
    const isInside = findWorkspace(this.workspaceDir) !== null
    const workspace = isInside ? await openWorkspace(this.workspaceDir) : null
    const access = await hallAccess(this.hallDesk, flags)
    const which = { connector: flags.connector ?? null, asked: flags.hall ?? null }
    const desired = workspace === null ? null : await this.#desired(workspace)
    const folder = this.workspaceDir
    const place = await hallPlace(folder, this.secretsDir, undefined)
    const opened = await openCheckedHall({ workspace, place, folder, ...which, access }, desired)
    try {
      const onLevel = (level: string) =>
        this.progress.update(this.texts.hall.check.trying({ level }))
      const told = { now: Date.now, onLevel, asked: flags.level }
      const report = await checkHall({ ...opened, ...told })
      if (workspace !== null) await saveCheck(workspace, report, which)
      this.#show(report, opened.rules)
      return report.level === report.asked ? report : this.endWithFindings(report)
    } finally {
      opened.hall.close()
    }
  }

  #show(report: CheckReport, rules: HallRules): void {
    const { check } = this.texts.hall
    const { columns, summary, left } = check
    this.progress.clear()
    this.printTable(toldCheck(report, rules, check, this.catalogue.language).capabilities, [
      { header: columns.what, get: ({ capability }) => capability },
      { header: columns.verdict, get: ({ result }) => result },
      { header: columns.evidence, get: ({ evidence }) => evidence },
    ])
    this.noteFindings(report.warnings)
    this.print(summary(report))
    const open = report.created.filter(({ cleared }) => !cleared)
    if (open.length > 0) this.note(left({ numbers: open.map(({ number }) => number) }))
  }

  async #desired(workspace: Workspace) {
    const { items, mapped } = await mapWorkspace(workspace, await packOf(workspace))
    return desiredHall(await packOf(workspace), items, mapped.mapping)
  }
}
