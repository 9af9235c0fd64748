import { packOf } from '../../lib/inbox/index.js'
import { levelled, listRules, loadItemProfile, type RuleLine } from '../../lib/items/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { findWorkspace, openWorkspace } from '../../lib/workspace/index.js'

interface ItemsRulesResult {
  readonly profile: string
  readonly rules: readonly (RuleLine & {
    readonly words: string
    readonly fix: readonly string[]
  })[]
}

export default class ItemsRules extends BaseCommand<ItemsRulesResult> {
  static override summary = '列出核对事项的全部规则：编号、级别、依据、说法'
  static override description =
    '级别为“退回”的不入库。各地可在口径文件或通知包的 levels 中改动级别或关闭规则；在工作目录中列出的是改动后的级别。'
  static override examples = [
    { description: '列出规则', command: '<%= config.bin %> <%= command.id %>' },
  ]

  async run(): Promise<ItemsRulesResult> {
    await this.parse(ItemsRules)
    const shipped = await loadItemProfile()
    const isInside = findWorkspace(this.workspaceDir) !== null
    const pack = isInside ? await packOf(await openWorkspace(this.workspaceDir)) : null
    const profile = levelled(shipped, pack?.levels)
    const rules = listRules(profile).map((rule) => {
      const { message, fix } = this.catalogue.describe(rule.sample)
      const { sample: _, ...line } = rule
      return { ...line, words: message, fix }
    })
    const { columns, levelNames } = this.texts.items
    this.printTable(rules, [
      { header: columns.rule, get: ({ code }) => code },
      { header: columns.level, get: ({ level }) => levelNames[level] },
      { header: columns.basis, get: ({ basis }) => basis },
      { header: columns.says, get: ({ words }) => words },
    ])
    return { profile: profile.id, rules }
  }
}
