import { lintMapping, loadMapping, type MappingLint } from '../../lib/migrate/index.js'
import { BaseCommand, codeFlag, consentOf, mappingArg } from '../../lib/ui/index.js'

export default class MigrateLint extends BaseCommand<MappingLint> {
  static override summary = '检查映射文件'
  static override description =
    '写错的键、步骤和表达式指出行和列；再与源表的列核对：要读而没有的，源表有而没有提到的。不读数据行，不写任何东西。'
  static override examples = [
    { description: '检查', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
  ]
  static override args = { mapping: mappingArg }
  static override flags = codeFlag

  async run(): Promise<MappingLint> {
    const { args, flags } = await this.parse(MigrateLint)
    const mapping = await loadMapping(args.mapping, process.env, consentOf(flags))
    const result = await lintMapping(mapping)
    this.noteFindings(result.findings)
    this.print(this.texts.migrate.linted(result))
    return result.findings.length > 0 ? this.endWithFindings(result) : result
  }
}
