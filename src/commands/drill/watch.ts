import { Args } from '@oclif/core'
import { followRun, LiveBoard, reviewRun, type Standing } from '../../lib/drill/index.js'
import { BaseCommand, LiveScreen } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillWatchResult extends Omit<Standing, 'awaited'> {
  readonly run: string
  readonly waiting: number
}

export default class DrillWatch extends BaseCommand<DrillWatchResult> {
  static override summary = '在另一个窗口看演练的进展'
  static override description =
    '只读演练日志，不影响正在进行的演练。上面是已发生的，下面是正在等什么、等到什么时候。演练结束或按 Ctrl-C 停下。'
  static override examples = [
    { description: '看最近的一次', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }

  async run(): Promise<DrillWatchResult> {
    const { args } = await this.parse(DrillWatch)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder } = await reviewRun(workspace, args.run ?? null)
    const { run, plan } = folder
    const width = () => process.stderr.columns || 80
    const board = new LiveBoard(plan)
    const screen = new LiveScreen(board, this.texts.live, this.progress, width)
    for await (const line of followRun(folder.folder, this.signal)) {
      if (line) screen.take(line)
      else screen.draw()
    }
    this.progress.clear()
    const { awaited, ...standing } = board.standing
    for (const text of this.texts.live.standing({ ...standing, awaited })) this.print(text)
    return { run, ...standing, waiting: awaited.length }
  }
}
