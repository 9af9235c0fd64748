import { Buffer } from 'node:buffer'
import type { DrillPlan } from '../plan/plan-model.js'

/** The least lines that a unit gets to sign on. */
const LINES = 2

/** A sheet to sign in on, as .xlsx for A4: each unit with those who are to act and room for others. Papers are Chinese. */
export async function attendanceSheet(plan: DrillPlan, batch: string | null): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs')
  const workbook = new ExcelJS.Workbook()
  for (const one of plan.batches) {
    if (batch !== null && one.id !== batch) continue
    const sheet = workbook.addWorksheet(one.id, {
      pageSetup: { paperSize: 9, orientation: 'portrait', fitToPage: true, fitToHeight: 0 },
    })
    const [first] = one.windows
    sheet.addRow([`${plan.title.replace(/^.*印发/, '')}签到表`])
    sheet.addRow([`${one.title}　${first?.from.slice(0, 10) ?? ''}`])
    sheet.addRow(['单位', '姓名', '职务', '联系电话', '签名', '到场时间'])
    for (const { code, short } of plan.units.filter((unit) => unit.batch === one.id)) {
      for (const name of namesOf(plan, code)) sheet.addRow([short, name, '', '', '', ''])
    }
    sheet.mergeCells('A1:F1')
    sheet.mergeCells('A2:F2')
    sheet.columns.forEach((column, index) => {
      column.width = [18, 12, 14, 16, 14, 12][index] ?? 12
    })
    sheet.pageSetup.printTitlesRow = '1:3'
    sheet.eachRow((row, number) => {
      row.height = number === 1 ? 34 : 24
      row.font = {
        name: number === 1 ? '方正小标宋简体' : '仿宋_GB2312',
        size: number === 1 ? 18 : 12,
      }
      row.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
      if (number >= 3)
        row.eachCell({ includeEmpty: true }, (cell) => {
          cell.border = BOX
        })
    })
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

const LINE = { style: 'thin' } as const
const BOX = { top: LINE, bottom: LINE, left: LINE, right: LINE }

function namesOf({ people = [], steps }: DrillPlan, unit: string): string[] {
  const accounts = new Set(steps.filter((step) => step.unit === unit).map(({ account }) => account))
  const names = people.filter(({ account }) => accounts.has(account)).map(({ name }) => name)
  const room = Array.from({ length: Math.max(0, LINES - names.length) }, () => '')
  return [...names, ...room]
}
