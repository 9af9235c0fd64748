import { factSheets } from './fact-sheets.js'
import type { ReportFacts } from './facts.js'
import type { Metric, Paper } from './model.js'
import type { Context } from './situation/context.js'
import { situationReport } from './situation/index.js'

/** One file of the report set, ready to be written: name with extension, bytes. */
export interface ReportFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The report set's facts as JSON: metrics with evidence, gates, conclusion, problems, score. */
function reportJson(paper: Paper, context: Context): string {
  const { facts, metrics, gates, conclusion, problems } = context
  const { score, pack, intake, returned, abilities } = facts
  const body = {
    report: 1,
    id: paper.id,
    title: paper.title.join(''),
    notice: pack.number,
    day: facts.day,
    origin: paper.origin,
    conclusion,
    gates,
    metrics,
    results: score.results,
    happenings: facts.happenings,
    problems,
    intake,
    returned,
    abilities,
  }
  return `${JSON.stringify(body, null, 2)}\n`
}

/** What a report says, before it takes a format: the figures and the rule-derived conclusion. */
export interface Report {
  readonly paper: Paper
  readonly metrics: readonly Metric[]
  readonly conclusion: string
  readonly problems: number
}

/**
 * The 情况报告 in its four editions: .docx to sign, .xlsx with the records, .html to look into,
 * .json for machines. All show the same metrics; equal facts give equal bytes.
 */
export async function buildReport(
  facts: ReportFacts,
): Promise<{ report: Report; files: ReportFile[] }> {
  const { paper, context } = situationReport(facts)
  const { renderDocx } = await import('./gongwen/document.js')
  const { renderXlsx } = await import('./xlsx.js')
  const { renderHtml } = await import('./html.js')
  const text = new TextEncoder()
  const stem = paper.title.join('')
  const files = [
    { name: `${stem}.docx`, bytes: await renderDocx(paper) },
    { name: `${stem}.xlsx`, bytes: await renderXlsx(factSheets(paper, context), facts.day) },
    { name: `${stem}.html`, bytes: text.encode(await renderHtml(paper, context)) },
    { name: `${stem}.json`, bytes: text.encode(reportJson(paper, context)) },
  ]
  const { conclusion, problems, metrics } = context
  return { report: { paper, metrics, conclusion, problems: problems.length }, files }
}
