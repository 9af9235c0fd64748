import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../../lib/calendar/index.js'
import {
  type AnswersTakenIn,
  inMigration,
  loadMapping,
  takeInAnswers,
} from '../../../lib/migrate/index.js'
import { BaseCommand, decisionFlags, mappingArg } from '../../../lib/ui/index.js'

export default class MigrateQuarantineImport extends BaseCommand<AnswersTakenIn> {
  static override summary = '读回经办人改好的退回待改表'
  static override description =
    '改了的格记为更正；「处理」一列写不迁、补录的照办。旧系统不动，更正在下一次 migrate run（或加 --only-quarantine）时生效。旧系统中已经变了的行不采用，逐行指出。同一张表可以反复读回。'
  static override examples = [
    {
      description: '读回',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2014.yaml 退回待改.xlsx --by 李某 --because 与档案核对',
    },
  ]
  static override args = {
    mapping: mappingArg,
    sheet: Args.string({
      description: '改好的表（migrate quarantine export 导出的）',
      required: true,
    }),
  }
  static override flags = {
    by: decisionFlags.by,
    because: Flags.string({
      description: '为什么；表里「处理意见」写了的，以表为准',
      helpValue: 'TEXT',
    }),
  }

  async run(): Promise<AnswersTakenIn> {
    const { args, flags } = await this.parse(MigrateQuarantineImport)
    const mapping = await loadMapping(args.mapping, process.env)
    const now = instantFrom(Date.now())
    const bringing = { by: flags.by, because: flags.because ?? null, now }
    const result = await inMigration(mapping, this.machine, (migration) =>
      takeInAnswers(migration, args.sheet, bringing),
    )
    this.noteFindings(result.findings)
    this.print(this.texts.migrate.answered({ ...result, file: args.mapping }))
    return result.findings.length > 0 ? this.endWithFindings(result) : result
  }
}
