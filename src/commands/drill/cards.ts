import { Args } from '@oclif/core'
import { type DrillCard, type Forecast, foreseen, reviewRun } from '../../lib/drill/index.js'
import { BaseCommand } from '../../lib/ui/index.js'
import { openWorkspace } from '../../lib/workspace/index.js'

interface DrillCardsResult {
  readonly run: string
  readonly cards: readonly DrillCard[]
  readonly forecast: readonly Forecast[]
}

export default class DrillCards extends BaseCommand<DrillCardsResult> {
  static override summary = '演练中的预警、黄牌、红牌，和按当前进度还会亮的牌'
  static override description =
    '按监督规则 templates/supervision/drill.yaml 由演练日志计算，期限只算批次的开放时间；每张牌附计算过程。只供演练。'
  static override examples = [
    { description: '最近一次演练', command: '<%= config.bin %> <%= command.id %>' },
  ]
  static override args = { run: Args.string({ description: '演练，不写时为最近写入的一次' }) }

  async run(): Promise<DrillCardsResult> {
    const { args } = await this.parse(DrillCards)
    const workspace = await openWorkspace(this.workspaceDir)
    const { folder, cards, forecast } = await reviewRun(workspace, args.run ?? null)
    const { drill: texts } = this.texts
    const names = new Map(folder.plan.units.map(({ code, short }) => [code, short]))
    this.printTable(cards, [
      { header: texts.columns.unit, get: ({ subject }) => names.get(subject.unit) ?? subject.unit },
      { header: texts.cardColumns.level, get: ({ level }) => texts.levels[level] },
      { header: texts.cardColumns.since, get: ({ at }) => at.slice(0, 16).replace('T', ' ') },
      { header: texts.columns.requirement, get: ({ subject }) => subject.number },
      { header: texts.cardColumns.lines, get: ({ lines }) => lines.join('；') },
    ])
    const coming = foreseen(folder.plan, forecast)
    for (const line of texts.forecast(coming, coming.length)) this.print(line)
    return { run: folder.run, cards, forecast }
  }
}
