import { createHash } from 'node:crypto'
import { batchChart, renderChart, verdictChart } from './charts.js'
import { paperDate } from './gongwen/signature.js'
import { SCRIPT, STYLE } from './html-page.js'
import { showMetric } from './metric.js'
import type { Block, Inline, Paper, TableBlock } from './model.js'
import type { Context } from './situation/context.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char)
}

function inlineHtml(inline: Inline, context: Context): string {
  if (typeof inline === 'string') return escapeHtml(inline)
  const text = escapeHtml(showMetric(context.metric(inline.metric), inline.show))
  return `<button type="button" class="fig" data-metric="${escapeHtml(inline.metric)}">${text}</button>`
}

const CLASSES = { left: '', center: ' class="c"', right: ' class="r"' } as const
/** Tables with a row per unit, which the filter box narrows. */
const UNIT_TABLES = new Set(['units', 'results', 'ledger', 'problems'])

function tableHtml(block: TableBlock, context: Context): string {
  const head = block.columns
    .map((column) => `<th scope="col">${escapeHtml(column.title)}</th>`)
    .join('')
  const rows = block.rows.map((row) => {
    const cells = row.map((inline, index) => {
      const align = CLASSES[block.columns[index]?.align ?? 'left']
      return `<td${align}>${inlineHtml(inline, context)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  const caption = block.caption === null ? '' : `<caption>${escapeHtml(block.caption)}</caption>`
  const mark = UNIT_TABLES.has(block.id) ? ' data-units' : ''
  return `<table${mark}>${caption}<thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
}

function blockHtml(block: Block, context: Context): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${escapeHtml(block.text)}</h${block.level + 1}>`
    case 'para':
      return `<p>${block.runs.map((inline) => inlineHtml(inline, context)).join('')}</p>`
    case 'table':
      return tableHtml(block, context)
    case 'chart':
      return ''
  }
}

/** Data inside a script element: `<` is escaped, so that no text of a sheet can end it. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c')
}

/** Journal lines that figures cite, as one readable line each. */
function citedLines(paper: Paper, context: Context): Record<number, string> {
  const cited = new Set(paper.metrics.flatMap((metric) => metric.evidence))
  const lines: Record<number, string> = {}
  for (const line of context.facts.lines) {
    if (!cited.has(line.seq)) continue
    const event = typeof line.data['event'] === 'string' ? line.data['event'] : line.type
    const unit = line.unit === undefined ? '' : context.unitName(line.unit)
    const what = context.facts.titles.events[event] ?? event
    const number = typeof line.data['number'] === 'string' ? line.data['number'] : ''
    lines[line.seq] = [line.at.slice(0, 19).replace('T', ' '), unit, what, number]
      .filter(Boolean)
      .join(' ')
  }
  return lines
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

async function chartsHtml(context: Context): Promise<string> {
  const [verdicts, batches] = [verdictChart(context), batchChart(context)]
  const figures = [
    [verdicts.caption, await renderChart(verdicts, true)],
    [batches.caption, await renderChart(batches, false)],
  ]
  return figures
    .map(([caption, svg]) => `<figure>${svg}<figcaption>${caption}</figcaption></figure>`)
    .join('\n')
}

/**
 * The paper as one .html file: charts inline, every figure opens its definition and its journal lines,
 * nothing is loaded from anywhere (a Content-Security-Policy with hashes forbids it).
 */
export async function renderHtml(paper: Paper, context: Context): Promise<string> {
  const metrics = Object.fromEntries(paper.metrics.map((metric) => [metric.id, metric]))
  const facts = embedded({ metrics, lines: citedLines(paper, context) })
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${hash(SCRIPT)}; base-uri 'none'; form-action 'none'`
  const annexes = paper.annexes.map(
    (annex, index) =>
      `<section><h2>附件${index + 1} ${escapeHtml(annex.title)}</h2>${annex.blocks.map((block) => blockHtml(block, context)).join('\n')}</section>`,
  )
  const title = escapeHtml(paper.title.join(''))
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${paper.title.map(escapeHtml).join('<br>')}</h1>
<p class="meta">${escapeHtml(paper.signature.office)}　${paperDate(paper.signature.date)}　主送：${escapeHtml(paper.addressee)}</p>
<p class="mark">演练数据，不计入正式考核</p>
${await chartsHtml(context)}
${paper.blocks.map((block) => blockHtml(block, context)).join('\n')}
<p>${escapeHtml(paper.closing)}</p>
<p class="tools"><label>按单位筛选下列各表：<input id="filter" type="search" autocomplete="off"></label></p>
${annexes.join('\n')}
<footer>${escapeHtml(paper.origin)}</footer>
</main>
<aside id="trace" hidden aria-live="polite"></aside>
<script type="application/json" id="facts">${facts}</script>
<script>${SCRIPT}</script>
</body>
</html>
`
}
