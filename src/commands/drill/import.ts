import { Args, Flags } from '@oclif/core'
import { type ImportedPlan, importPlanBook } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class DrillImport extends BaseCommand<ImportedPlan> {
  static override summary = '把改好的演练计划工作簿读回 drills/plan.yaml'
  static override description =
    '只改动过的地方写回，工作簿里没有的内容和注释保持原样。有一格读不了就什么都不写，逐格指出工作表、行、列和改法。'
  static override examples = [
    {
      description: '读回',
      command: '<%= config.bin %> <%= command.id %> 演练计划.xlsx',
    },
    {
      description: '先看会改动什么',
      command: '<%= config.bin %> <%= command.id %> 演练计划.xlsx --dry-run',
    },
  ]
  static override args = {
    file: Args.string({ description: 'drill new --output 写出的工作簿', required: true }),
  }
  static override flags = {
    'dry-run': Flags.boolean({ description: '只说会改动什么，不写入' }),
  }

  async run(): Promise<ImportedPlan> {
    const { args, flags } = await this.parse(DrillImport)
    const workspace = await openWorkspace(this.workspaceDir)
    const result = await importPlanBook(workspace, args.file, flags['dry-run'])
    this.noteFindings(result.findings)
    if (result.findings.length === 0) this.#print(result)
    else this.note(this.texts.drill.planBook.flawed)
    return result.findings.length > 0 ? this.endWithFindings(result) : result
  }

  #print({ file, changes }: ImportedPlan): void {
    const { sheets, columns, unchanged, imported, would } = this.texts.drill.planBook
    if (changes.length > 0)
      this.printTable(changes, [
        { header: columns.sheet, get: ({ sheet }) => sheets[sheet] },
        { header: columns.name, get: ({ name }) => name },
        { header: columns.from, get: ({ from }) => from },
        { header: columns.to, get: ({ to }) => to },
      ])
    const counts = { changes: changes.length }
    if (changes.length === 0) this.print(unchanged)
    else this.print(file === null ? would(counts) : imported({ ...counts, path: file }))
  }
}
