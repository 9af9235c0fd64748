import { Args } from '@oclif/core'
import { readJournal, reviewRun, runPaths } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillVerifyResult {
  readonly run: string
  readonly plan: string
  readonly lines: number
  readonly head: string | null
  readonly torn: boolean
}

export default class DrillVerify extends BaseCommand<DrillVerifyResult> {
  static override summary = '核对演练日志和计划是否完整、未被改动'
  static override description = '逐行核对日志的校验链，并把计划与锁定时的比对。'
  static override examples = [
    { description: '核对最近一次演练', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }

  async run(): Promise<DrillVerifyResult> {
    const { args } = await this.parse(DrillVerify)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder } = await reviewRun(workspace, args.run ?? null)
    const { lines, head, torn } = readJournal(runPaths(folder.folder).journal)
    const { drill: texts } = this.texts
    this.print(texts.intact({ lines: lines.length, head }))
    this.print(texts.planIntact)
    if (torn !== '') this.note(texts.torn)
    const { run, sha256: plan } = folder
    return { run, plan, lines: lines.length, head, torn: torn !== '' }
  }
}
