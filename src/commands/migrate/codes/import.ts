import { Args } from '@oclif/core'
import { instantFrom } from '../../../lib/calendar/index.js'
import { type CodesTakenIn, loadMapping, takeInCodes } from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg } from '../../../lib/ui/index.js'

export default class MigrateCodesImport extends BaseCommand<CodesTakenIn> {
  static override summary = '读回业务科室填好的代码对照表'
  static override description =
    '写进映射旁边的 .codes.yaml，记下每个代码是谁、什么时候定的；映射文件本身不动。同一张表可以反复导入。不能用的逐行指出，不影响其他行。'
  static override examples = [
    {
      description: '读回',
      command: '<%= config.bin %> <%= command.id %> lsp-2004.yaml 代码对照.xlsx --by 业务科李某',
    },
  ]
  static override args = {
    mapping: mappingArg,
    sheet: Args.string({ description: '填好的对照表', required: true }),
  }
  static override flags = { by: decisionFlags.by }

  async run(): Promise<CodesTakenIn> {
    const { args, flags } = await this.parse(MigrateCodesImport)
    const mapping = await loadMapping(args.mapping, process.env)
    const now = instantFrom(Date.now())
    const result = await takeInCodes(mapping, args.sheet, { by: flags.by, now })
    this.noteFindings(result.findings)
    this.print(this.texts.migrateSurvey.codes.takenIn(result))
    return result.findings.length > 0 ? this.endWithFindings(result) : result
  }
}
