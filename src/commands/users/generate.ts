import { Flags } from '@oclif/core'
import { type FindingRow, findingRows, packOf } from '../../lib/inbox/index.js'
import {
  type Assignment,
  type Gap,
  loadRosterRules,
  mappingByUnit,
  mappingRoles,
  mapStore,
  needsDecision,
  type PersonRow,
  type RoleShare,
  type StoreMapping,
  saveRosterLock,
  type UnitShare,
  type User,
} from '../../lib/roster/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeStore } from '../../lib/workspace/index.js'

interface UsersGenerateResult {
  readonly people: readonly PersonRow[]
  readonly users: readonly User[]
  readonly roles: readonly RoleShare[]
  readonly assignments: readonly Assignment[]
  readonly gaps: readonly Gap[]
  readonly findings: readonly FindingRow[]
}

export default class UsersGenerate extends BaseCommand<UsersGenerateResult> {
  static override summary = '由人员和事项生成用户、角色和环节分工'
  static override description =
    '工号记入 roster.lock.yaml，再次生成不变。每项分工注明依据；需要人定的缺口列出建议人选。'
  static override examples = [
    { description: '生成用户和分工', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    applicants: Flags.integer({
      description: '演练申请人的个数，写一次即记住；从未写过时每个单位一名',
      helpValue: 'N',
      min: 0,
    }),
  }

  async run(): Promise<UsersGenerateResult> {
    const { flags } = await this.parse(UsersGenerate)
    const workspace = await openWorkspace(this.workspaceDir)
    const { root } = workspace.paths
    const [pack, rules] = await Promise.all([packOf(workspace), loadRosterRules()])
    const store = writeStore(workspace, new Date().toISOString())
    try {
      const mapped = await mapStore({ root, store, pack, rules }, flags)
      const lock = await saveRosterLock(root, mapped.lock)
      const { people, mapping } = mapped
      this.#print(mappingByUnit(pack, mapping), mapped)
      this.noteFindings(mapped.findings)
      this.print(this.texts.users.locked({ lock }))
      const findings = findingRows(mapped.findings, this.catalogue)
      const result = { people, ...mapping, roles: mappingRoles(rules, mapping.users), findings }
      return needsDecision(mapped) ? this.endWithFindings(result) : result
    } finally {
      store.close()
    }
  }

  #print(units: readonly UnitShare[], { mapping, nameOf }: StoreMapping): void {
    const { columns, gap } = this.texts.users
    this.printTable(units, [
      { header: columns.unit, get: ({ name }) => name },
      { header: columns.users, get: ({ users }) => users, align: 'right' },
      { header: columns.assignments, get: ({ assignments }) => assignments, align: 'right' },
      { header: columns.gaps, get: ({ gaps: open }) => open, align: 'right' },
    ])
    for (const { item, node, proposals } of mapping.gaps) {
      const who = proposals.map(({ name, workNo, rule }) => `${name} ${workNo}（${rule}）`)
      this.print(gap({ item: nameOf(item), node: nameOf(node), proposals: who }))
    }
  }
}
