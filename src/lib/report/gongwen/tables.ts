import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Inline, TableBlock, TableColumn } from '../model.js'
import { FONT, TABLE } from './geometry.js'
import { type Figures, run } from './paragraphs.js'

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

/** Absolute widths whose sum is the text width exactly: WPS reads gridCol first, Word the cells. */
export function columnTwips(columns: readonly TableColumn[], total: number): number[] {
  const sum = columns.reduce((all, column) => all + column.width, 0)
  const widths = columns.map((column) => Math.floor((column.width / sum) * total))
  const rest = total - widths.reduce((all, width) => all + width, 0)
  return widths.map((width, index) => (index === widths.length - 1 ? width + rest : width))
}

const CELL_SPACING = {
  line: TABLE.line,
  lineRule: LineRuleType.EXACT,
  before: 0,
  after: 0,
} as const

function cell(
  inlines: readonly Inline[],
  column: TableColumn,
  width: number,
  head: boolean,
  figures: Figures,
): TableCell {
  const style = { size: TABLE.size, spacing: 0, font: head ? FONT.heading1 : FONT.body }
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 60, right: 60, top: 30, bottom: 30 },
    children: [
      new Paragraph({
        children: figures.runs(inlines, style),
        alignment: head ? AlignmentType.CENTER : ALIGN[column.align],
        spacing: CELL_SPACING,
      }),
    ],
  })
}

/** A ruled table over the whole text width; its header row repeats and no row is split over pages. */
export function tableOf(block: TableBlock, total: number, figures: Figures): Table {
  const widths = columnTwips(block.columns, total)
  const row = (inlines: readonly (readonly Inline[])[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      ...(block.least !== undefined && {
        height: { value: block.least, rule: HeightRule.ATLEAST },
      }),
      children: block.columns.map((column, index) =>
        cell(inlines[index] ?? [''], column, widths[index] ?? 0, head, figures),
      ),
    })
  return new Table({
    width: { size: total, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      row(
        block.columns.map((column) => [column.title]),
        true,
      ),
      ...block.rows.map((inlines) =>
        row(
          inlines.map((inline) => [inline]),
          false,
        ),
      ),
    ],
  })
}

/** 表题: centred above the table, 黑体 小四. */
export function captionParagraph(text: string): Paragraph {
  return new Paragraph({
    children: [run(text, { font: FONT.heading1, size: 24, spacing: 0 })],
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { line: 440, lineRule: LineRuleType.EXACT, before: 60 },
  })
}
