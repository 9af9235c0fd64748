import { resolve } from 'node:path'
import { Flags } from '@oclif/core'
import { templatesDir } from '../../lib/assets/index.js'
import {
  type AuditReport,
  auditHall,
  gatherFacts,
  hallAccess,
  loadHallRules,
  openNamedHall,
} from '../../lib/hall/index.js'
import { hallPlace } from '../../lib/reference-hall/index.js'
import { BaseCommand, connectorFlags } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace } from '../../lib/workspace/index.js'

export default class HallAudit extends BaseCommand<AuditReport> {
  static override summary = '核对一个大厅：事件链、编号、乱码、截止日、岗位分离、时钟'
  static override description =
    '全部按大厅自己给出的记录重新推算，不采信它的结论；只看不写，大厅不提供的列为无从核对。有不符的，逐条列出，以退出码 1 结束。'
  static override examples = [
    { description: '核对工作目录的大厅', command: '<%= config.bin %> <%= command.id %>' },
    {
      description: '核对别家的大厅',
      command: '<%= config.bin %> <%= command.id %> --connector hall.yaml',
    },
  ]
  static override flags = {
    data: Flags.string({ description: '大厅的数据文件，启动时写了才写', helpValue: 'FILE' }),
    connector: Flags.string({ description: '连接器文件，不写时按工作目录', helpValue: 'FILE' }),
    hall: Flags.string({ description: '大厅地址，不写时按连接器或工作目录', helpValue: 'URL' }),
    'token-file': Flags.string({ description: '大厅管理令牌文件', helpValue: 'FILE' }),
    ...connectorFlags,
  }

  async run(): Promise<AuditReport> {
    const { flags } = await this.parse(HallAudit)
    const { connector = null, hall: asked = null } = flags
    const folder = this.workspaceDir
    const data = flags.data === undefined ? undefined : resolve(flags.data)
    const isInside = data === undefined && findWorkspace(folder) !== null
    const workspace = isInside ? await openWorkspace(folder) : null
    const place = await hallPlace(folder, this.secretsDir, data)
    const access = await hallAccess(this.hallDesk, flags)
    const opened = await openNamedHall({ workspace, place, connector, folder, asked, access })
    try {
      const rules = await loadHallRules(templatesDir())
      return this.#told(auditHall(await gatherFacts(opened.hall, rules, Date.now), rules))
    } finally {
      opened.hall.close()
    }
  }

  #told(report: AuditReport): AuditReport {
    const { columns, what, verdicts, looked, untold, summary } = this.texts.hall.audit
    this.printTable(report.checks, [
      { header: columns.what, get: ({ id }) => what[id] },
      { header: columns.verdict, get: ({ verdict }) => verdicts[verdict] },
      {
        header: columns.evidence,
        get: (one) => (one.why === null ? looked(one) : untold[one.why]),
      },
    ])
    this.noteFindings(report.findings)
    this.print(summary({ ...report, findings: report.findings.length }))
    return report.findings.length > 0 ? this.endWithFindings(report) : report
  }
}
