import { Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import {
  conclusionOf,
  inMigration,
  loadMapping,
  type Reconciliation,
  reconcile,
  statementBook,
  statementPaper,
} from '../../lib/migrate/index.js'
import { paperDocx } from '../../lib/report/index.js'
import {
  BaseCommand,
  codeFlag,
  consentOf,
  differenceColumns,
  levelColumns,
  mappingArg,
} from '../../lib/ui/index.js'
import { writeFileAtomic } from '../../lib/workspace/index.js'

export default class MigrateReconcile extends BaseCommand<Reconciliation> {
  static override summary = '对账：旧系统与大厅逐行核对'
  static override description =
    '源数据重新读一遍，目标逐行读回：行数与去处相等，分组的件数、金额、最小最大、个数相等，每一行相等，引用不落空。不写目标。'
  static override examples = [
    { description: '对账', command: '<%= config.bin %> <%= command.id %> lsp-2014.yaml' },
    {
      description: '出对账单，双方签字用',
      command:
        '<%= config.bin %> <%= command.id %> lsp-2014.yaml --output 对账单.docx --output 对账单.xlsx',
    },
  ]
  static override args = { mapping: mappingArg }
  static override flags = {
    ...codeFlag,
    output: Flags.string({
      description: '对账单写到这里：.docx 供签字，.xlsx 全部明细；可写多个',
      helpValue: 'FILE',
      multiple: true,
      default: [],
    }),
    sample: Flags.integer({ description: '抽样核对多少行', helpValue: 'N', default: 20, min: 0 }),
    seed: Flags.integer({
      description: '抽样的种子，同一个种子抽同样的行',
      helpValue: 'N',
      default: 1,
    }),
  }

  async run(): Promise<Reconciliation> {
    const { args, flags } = await this.parse(MigrateReconcile)
    const mapping = await loadMapping(args.mapping, process.env, consentOf(flags))
    const now = instantFrom(Date.now())
    const { checking, differences, verdict } = this.texts.migrate
    const onEntity = (name: string) => this.progress.update(checking(name))
    const today = now.slice(0, 10)
    const sample = { size: flags.sample, seed: flags.seed }
    const result = await inMigration(mapping, this.machine, (migration) =>
      reconcile({ migration, today, signal: this.signal, onEntity, sample }),
    )
    this.progress.clear()
    this.printTable(result.levels, levelColumns(this.texts.migrate))
    if (result.differences.length > 0) {
      this.print(differences)
      this.printTable(result.differences.slice(0, 50), differenceColumns(this.texts.migrate))
    }
    for (const file of flags.output) {
      const isPaper = file.toLowerCase().endsWith('.docx')
      const bytes = isPaper
        ? await paperDocx(statementPaper(mapping, result, now))
        : await statementBook(mapping, result, now)
      this.note((await writeFileAtomic(file, bytes)).path)
    }
    const { isSame, open, kept } = conclusionOf(result)
    this.print(verdict({ isSame, open, kept }))
    return isSame && open === 0 ? result : this.endWithFindings(result)
  }
}
