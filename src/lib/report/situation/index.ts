import type { ReportFacts } from '../facts.js'
import type { Paper } from '../model.js'
import { annexesOf } from './annexes.js'
import { type Context, contextOf } from './context.js'
import { improvementBlocks } from './improvements.js'
import { leadBlocks } from './lead.js'
import { measureBlocks, nextBlocks } from './measures.js'
import { progressBlocks } from './progress.js'
import { resultBlocks } from './results.js'

const ORDINALS = '一二三四五六七八九十'
const SECTIONS = [progressBlocks, resultBlocks, improvementBlocks, measureBlocks] as const

/**
 * The 情况报告 that the notice demands: its four phrases stand as headings in the notice's own order
 * (海政办发〔2015〕22号 四（三）), the conclusion and the key figures before them, what comes next behind.
 */
export function situationReport(facts: ReportFacts): { paper: Paper; context: Context } {
  const context = contextOf(facts)
  const duty = facts.pack.reports[0]
  if (duty === undefined) throw new Error(`pack ${facts.pack.id} asks for no report`)
  const sections = duty.headings.flatMap((heading, index) =>
    (SECTIONS[index] ?? (() => []))(context, `${ORDINALS[index]}、${heading}`),
  )
  const last = nextBlocks(context, `${ORDINALS[duty.headings.length]}、下一步工作安排`)
  const paper: Paper = {
    id: duty.id,
    title: duty.paper,
    addressee: duty.to,
    blocks: [...leadBlocks(context), ...sections, ...last],
    closing: '特此报告。',
    annexes: annexesOf(context),
    signature: { office: facts.pack.office.name, date: facts.day },
    metrics: context.metrics,
    origin: `演练 ${facts.score.run}，日志 ${facts.score.journal.events} 行，末行摘要 ${facts.score.journal.head ?? '无'}`,
  }
  return { paper, context }
}
