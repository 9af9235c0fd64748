import type { ChartBlock } from './model.js'
import type { Context } from './situation/context.js'

const VERDICT_PARTS = [
  { name: '按时完成', tone: 'good' },
  { name: '逾期完成', tone: 'late' },
  { name: '未完成', tone: 'bad' },
  { name: '不适用', tone: 'mute' },
] as const

/** Colours carry meaning and differ in lightness too, so that a grey print can be read. */
const TONES = {
  good: '#2f7d4f',
  late: '#d9a400',
  bad: '#b3261e',
  mute: '#b8bec6',
  plain: '#2b5d8c',
}

/** Units in each verdict, one bar a requirement. */
export function verdictChart(context: Context): ChartBlock {
  const bars = context.facts.pack.requirements.map((one) => ({
    name: one.title,
    values: (['met', 'late', 'missed', 'exempt'] as const).map(
      (verdict) => context.metric(`req.${one.id}.${verdict}`).numerator ?? 0,
    ),
  }))
  return {
    kind: 'chart',
    id: 'verdicts',
    caption: '各项要求完成情况（按单位、栏目计）',
    parts: VERDICT_PARTS,
    bars,
  }
}

/** Objects begun on each batch's day. */
export function batchChart(context: Context): ChartBlock {
  const kinds = [
    ['article', '栏目信息'],
    ['case', '办件'],
    ['project', '投资项目'],
    ['consultation', '咨询'],
    ['complaint', '投诉'],
  ] as const
  const { batches } = context.facts.pack
  return {
    kind: 'chart',
    id: 'batches',
    caption: '各批次办理量（件）',
    parts: batches.map((batch, index) => ({
      name: batch.title,
      tone: index === 0 ? 'plain' : 'mute',
    })),
    bars: kinds.map(([kind, name]) => ({
      name,
      values: batches.map((batch) => context.metric(`batch.${batch.id}.${kind}`).numerator ?? 0),
    })),
  }
}

/** echarts counts its ids through the whole process; here they count from 0 in each chart. */
function renumber(svg: string, chart: string): string {
  const names = new Map<string, string>()
  return svg.replace(/zr\d+-[a-z]+-?\d+/g, (id) => {
    const name = names.get(id) ?? `${chart}-${names.size}`
    names.set(id, name)
    return name
  })
}

const HEIGHT_PER_BAR = 34

/** A chart as an inline SVG, drawn without a browser; equal charts give equal text. */
export async function renderChart(chart: ChartBlock, stacked: boolean): Promise<string> {
  const { init } = await import('echarts')
  const height = chart.bars.length * HEIGHT_PER_BAR * (stacked ? 1 : 1.4) + 70
  const canvas = init(null, null, { renderer: 'svg', ssr: true, width: 760, height })
  canvas.setOption({
    animation: false,
    textStyle: { fontFamily: 'sans-serif' },
    color: chart.parts.map((part) => TONES[part.tone]),
    legend: { bottom: 0, data: chart.parts.map((part) => part.name) },
    grid: { left: 8, right: 24, top: 8, bottom: 40, containLabel: true },
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: { type: 'category', inverse: true, data: chart.bars.map((bar) => bar.name) },
    series: chart.parts.map((part, index) => ({
      name: part.name,
      type: 'bar',
      ...(stacked ? { stack: 'all' } : {}),
      data: chart.bars.map((bar) => bar.values[index] ?? 0),
      label: {
        show: true,
        formatter: (one: { value: number }) => (one.value === 0 ? '' : String(one.value)),
      },
    })),
  })
  const svg = canvas.renderToSVGString()
  canvas.dispose()
  return renumber(svg, chart.id)
}
