import { Args, Flags } from '@oclif/core'
import { instantFrom } from '../../lib/calendar/index.js'
import { packOf } from '../../lib/inbox/index.js'
import { importRegister, type SheetTakenIn } from '../../lib/problems/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

export default class ProblemImport extends BaseCommand<SheetTakenIn> {
  static override summary = '把填好的台账读回来'
  static override description =
    '没有编号的行是新问题，改动的格更改该项，状态写已销号的销号；表里没有的项保持原样。读不了的行逐行说明，不影响其他行。'
  static override examples = [
    { description: '读回台账', command: '<%= config.bin %> <%= command.id %> 问题整改台账.xlsx' },
  ]
  static override args = { file: Args.string({ description: '台账文件', required: true }) }
  static override flags = {
    by: Flags.string({ description: '填表人姓名', default: '演练组织方', helpValue: 'NAME' }),
  }

  async run(): Promise<SheetTakenIn> {
    const { args, flags } = await this.parse(ProblemImport)
    const workspace = await openWorkspace(this.workspaceDir)
    const hand = { by: flags.by, at: instantFrom(Date.now()) }
    const taken = await importRegister(workspace, await packOf(workspace), hand, args.file)
    const { rows, added, changed, closed, findings } = taken
    this.noteFindings(findings)
    const counts = { added: added.length, changed: changed.length, closed: closed.length }
    this.print(this.texts.problem.imported({ rows, ...counts, left: findings.length }))
    return findings.length > 0 ? this.endWithFindings(taken) : taken
  }
}
