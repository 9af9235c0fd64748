import { Buffer } from 'node:buffer'
import { formulaSafe } from '../../text/index.js'
import { stepTitles } from '../views.js'
import type { RunReview } from '../workspace-drill.js'
import { actorWords, typeWords, verdictWords } from './journal-words.js'

type Cell = string | number | null

interface Page {
  readonly name: string
  readonly header: readonly string[]
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
}

/** A run as a workbook to look things up in: verdicts, units, and every line of the journal. Papers are Chinese. */
export async function journalBook(review: RunReview): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  for (const { name, header, widths, rows } of [verdicts(review), units(review), journal(review)]) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow([...header]).font = { bold: true }
    for (const row of rows) sheet.addRow(row.map(safe))
    sheet.columns.forEach((column, index) => {
      column.width = widths[index] ?? 12
    })
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: header.length } }
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function verdicts({ score, folder }: RunReview): Page {
  const names = new Map(folder.plan.units.map(({ code, short }) => [code, short]))
  return {
    name: '结论',
    header: ['单位', '要求', '栏目', '已计', '应达', '结论', '条款', '说明', '日志行'],
    widths: [16, 10, 14, 8, 8, 10, 14, 40, 30],
    rows: score.results.map((one) => [
      ...[names.get(one.unit) ?? one.unit, one.requirement, one.column, one.counted, one.atLeast],
      ...[verdictWords[one.verdict], one.clause, one.because, one.evidence.join('、')],
    ]),
  }
}

function units({ score }: RunReview): Page {
  return {
    name: '单位',
    header: ['单位', '代码', '得分', '等次', '未达要求'],
    widths: [28, 22, 8, 10, 50],
    rows: score.units.map(({ name, code, score: points, grade, missed }) => [
      ...[name, code, points, grade, missed.join('、')],
    ]),
  }
}

function journal({ lines, folder }: RunReview): Page {
  const names = new Map(folder.plan.units.map(({ code, short }) => [code, short]))
  const titles = stepTitles(folder.plan)
  return {
    name: '日志',
    header: [
      '行号',
      '演练时间',
      '实际时间',
      '事实',
      '单位',
      '动作',
      '步骤',
      '经办',
      '账号',
      '内容',
    ],
    widths: [8, 20, 20, 14, 16, 20, 40, 10, 14, 80],
    rows: lines.map(({ seq, at, wall, type, unit = '', key = '', by, data }) => [
      ...[seq, minute(at), minute(wall), typeWords[type], names.get(unit) ?? unit],
      ...[titles.get(key) ?? '', key, actorWords[by.kind], by.id, JSON.stringify(data)],
    ]),
  }
}

/** The most characters that a cell holds. */
const LONGEST = 32_767

function safe(cell: Cell): Cell {
  return typeof cell === 'string' ? formulaSafe(cell).slice(0, LONGEST) : cell
}

function minute(instant: string): string {
  return instant.slice(0, 19).replace('T', ' ')
}
