import { Flags } from '@oclif/core'
import { checkUnits, type FindingRow, findingRows, type ItemReport } from '../../lib/inbox/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

type ItemsCheckResult = Omit<ItemReport, 'findings'> & { readonly findings: readonly FindingRow[] }

export default class ItemsCheck extends BaseCommand<ItemsCheckResult> {
  static override summary = '逐个单位核对事项：入库、退回、填写完整、办理深度是否达到要求'
  static override description = '退回待改的每一处都写明所在的行、原因和改法；提醒不影响入库。'
  static override examples = [
    { description: '核对全部单位', command: '<%= config.bin %> <%= command.id %>' },
    { description: '核对一个单位', command: '<%= config.bin %> <%= command.id %> --unit 林业局' },
  ]
  static override flags = {
    unit: Flags.string({ description: '只核对一个单位', helpValue: 'NAME' }),
  }

  async run(): Promise<ItemsCheckResult> {
    const { flags } = await this.parse(ItemsCheck)
    const workspace = await openWorkspace(this.workspaceDir)
    const report = await checkUnits(workspace, flags.unit ?? null)
    this.#print(report)
    this.noteFindings(report.findings)
    const result = { ...report, findings: findingRows(report.findings, this.catalogue) }
    const isMissed = report.targets.some(({ met }) => met === false)
    return isMissed || report.total.returned > 0 ? this.endWithFindings(result) : result
  }

  #print({ units, total, targets, without }: ItemReport): void {
    const { columns, share, total: sum, target, verdict, coverage, unitsWithout } = this.texts.items
    const all = { ...total, unit: { code: '', name: sum } }
    this.printTable(
      [...units, all],
      [
        { header: columns.unit, get: ({ unit }) => unit.name },
        { header: columns.items, get: ({ items }) => items, align: 'right' },
        { header: columns.returned, get: ({ returned }) => returned, align: 'right' },
        { header: columns.ready, get: ({ ready }) => ready, align: 'right' },
        { header: columns.filled, get: ({ filled }) => share(filled), align: 'right' },
        { header: columns.depth, get: ({ depth }) => share(depth), align: 'right' },
        { header: columns.states, get: ({ states }) => Object.values(states).join('/') },
      ],
    )
    const { units: has, items, flows } = total.coverage
    this.print(`\n${coverage({ units: share(has), items: share(items), flows: share(flows) })}`)
    if (without.length > 0) this.print(unitsWithout({ names: without.map(({ name }) => name) }))
    this.print()
    this.printTable(targets, [
      { header: columns.verdict, get: ({ met }) => verdict({ met }) },
      { header: columns.reached, get: ({ share: reached }) => share(reached), align: 'right' },
      { header: columns.target, get: (row) => target(row) },
    ])
  }
}
