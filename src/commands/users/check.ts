import { Flags } from '@oclif/core'
import { type FindingRow, findingRows, packOf, unitNamed } from '../../lib/inbox/index.js'
import {
  type DynamicDuty,
  loadRosterRules,
  mapWorkspace,
  needsDecision,
  type RosterReport,
  rosterReport,
  shippedDuties,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

type UsersCheckResult = Omit<RosterReport, 'findings'> & {
  readonly findings: readonly FindingRow[]
  /** What a drill tries so that the hall has to refuse it. */
  readonly duties: readonly DynamicDuty[]
}

export default class UsersCheck extends BaseCommand<UsersCheckResult> {
  static override summary = '核对人员分工：环节有没有人、A/B 岗、角色配备、职责分离'
  static override description =
    '每个问题写明所在的行、原因和改法。办件时才看得出来的职责分离规则另行列出，演练时逐条试。不写入任何内容。'
  static override examples = [
    { description: '核对全部单位', command: '<%= config.bin %> <%= command.id %>' },
    { description: '核对一个单位', command: '<%= config.bin %> <%= command.id %> --unit 林业局' },
  ]
  static override flags = {
    unit: Flags.string({ description: '只核对一个单位：代码、全称或简称', helpValue: 'NAME' }),
  }

  async run(): Promise<UsersCheckResult> {
    const { flags } = await this.parse(UsersCheck)
    const workspace = await openWorkspace(this.workspaceDir)
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const unit = flags.unit === undefined ? null : unitNamed(pack, flags.unit).code
    const { mapping, findings } = (await mapWorkspace(workspace, pack)).mapped
    const report = rosterReport({ pack, rules, mapping, findings }, unit)
    this.#print(report)
    this.noteFindings(report.findings)
    const duties = await shippedDuties(rules)
    const result = { ...report, findings: findingRows(report.findings, this.catalogue), duties }
    const gaps = mapping.gaps.filter((gap) => unit === null || gap.unit === unit)
    return needsDecision({ mapping: { ...mapping, gaps }, findings: report.findings })
      ? this.endWithFindings(result)
      : result
  }

  #print({ units, dynamic }: RosterReport): void {
    const { columns, tried } = this.texts.users
    this.printTable(units, [
      { header: columns.unit, get: ({ name }) => name },
      { header: columns.people, get: ({ people }) => people, align: 'right' },
      { header: columns.nodes, get: ({ nodes }) => nodes, align: 'right' },
      { header: columns.held, get: ({ held }) => held, align: 'right' },
      { header: columns.doubled, get: ({ doubled }) => doubled, align: 'right' },
      { header: columns.missing, get: ({ missing }) => missing.join('、') },
    ])
    this.print(tried({ rules: [...new Set(dynamic.map(({ id }) => id))] }))
  }
}
