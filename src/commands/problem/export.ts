import { join } from 'node:path'
import { Flags } from '@oclif/core'
import { packOf } from '../../lib/inbox/index.js'
import { readRegister, registerSheet } from '../../lib/problems/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace, writeFileNew } from '../../lib/workspace/index.js'

interface ProblemExportResult {
  readonly path: string
  readonly rows: number
}

export default class ProblemExport extends BaseCommand<ProblemExportResult> {
  static override summary = '把台账导出为表格'
  static override description = '表格可以填写、转给各单位，再用 problem import 读回。'
  static override examples = [
    { description: '导出台账', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override flags = {
    output: Flags.string({ description: '写到哪个文件，不写时在 out 里', helpValue: 'FILE' }),
    force: Flags.boolean({ description: '覆盖已有的文件' }),
  }

  async run(): Promise<ProblemExportResult> {
    const { flags } = await this.parse(ProblemExport)
    const workspace = await openWorkspace(this.workspaceDir)
    const target = flags.output ?? join(workspace.paths.out, '问题整改台账.xlsx')
    const problems = readRegister(workspace)
    const bytes = await registerSheet(problems, await packOf(workspace), new Date())
    const { path, note } = await writeFileNew(target, bytes, flags.force)
    if (note) this.noteFindings([note])
    this.print(this.texts.problem.written({ path, rows: problems.length }))
    return { path, rows: problems.length }
  }
}
