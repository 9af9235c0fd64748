import { Args } from '@oclif/core'
import { templatesDir } from '../../../lib/assets/index.js'
import type { Finding } from '../../../lib/errors/index.js'
import { findConnector, lintConnector, loadHallRules } from '../../../lib/hall/index.js'
import { BaseCommand } from '../../../lib/ui/index.js'

interface LintResult {
  readonly file: string
  readonly errors: number
  readonly warnings: number
  readonly findings: readonly Finding[]
}

export default class HallConnectorLint extends BaseCommand<LintResult> {
  static override summary = '检查连接器文件，逐处指出问题'
  static override description =
    '只看文件，不连大厅：写错的键和表达式、接不上的编号、不允许的主机、写在文件里的口令、办后不核对的动作、对不全的状态。'
  static override examples = [
    { description: '检查一个连接器', command: '<%= config.bin %> <%= command.id %> 大厅.yaml' },
    { description: '看随附的连接器', command: '<%= config.bin %> <%= command.id %> yunnan-style' },
  ]
  static override args = {
    file: Args.string({ description: '连接器文件，或随附连接器的名称', required: true }),
  }

  async run(): Promise<LintResult> {
    const { args } = await this.parse(HallConnectorLint)
    const file = findConnector(args.file, this.workspaceDir)
    const findings = await lintConnector(file, await loadHallRules(templatesDir()))
    const errors = findings.filter(({ level }) => level === 'error').length
    const { columns, levels, good } = this.texts.hall.lint
    this.printTable(
      findings.map((finding) => ({ finding, ...this.catalogue.describe(finding) })),
      [
        { header: columns.level, get: ({ finding }) => levels[finding.level] },
        { header: columns.what, get: ({ message }) => message },
        { header: columns.fix, get: ({ fix }) => fix.join('；') },
      ],
    )
    if (findings.length === 0) this.print(good({ file }))
    const result = { file, errors, warnings: findings.length - errors, findings }
    return findings.length > 0 ? this.endWithFindings(result) : result
  }
}
