import type ExcelJS from 'exceljs'
import type { Form } from './model.js'
import type { SelfCheck } from './write-counts.js'
import { ROWS } from './write-layout.js'
import { lineStyle, MARKS } from './write-style.js'
import { WORDS } from './write-words.js'

const [USED, MISSING, TOO_LONG] = ['B', 'C', 'D'].map((letter) => `$${letter}$${ROWS.stamp}`)
const { none, done, lead, missing, comma } = WORDS.check

/** The line above the table that counts what is still to do: a formula over the counts in the hidden row. */
export function setSelfCheck(cell: ExcelJS.Cell, form: Form, check: SelfCheck): void {
  cell.style = lineStyle(12, 'left', true)
  cell.value = { formula: formulaOf(form), result: textOfCheck(form, check) }
  const isOpen = `${MISSING}+${TOO_LONG}`
  const rules = [
    { formula: `${isOpen}>0`, style: MARKS.open },
    { formula: `AND(${USED}>0,${isOpen}=0)`, style: MARKS.done },
  ]
  rules.forEach(({ formula, style }, index) => {
    const rule = { type: 'expression' as const, priority: 100 + index, formulae: [formula], style }
    cell.worksheet.addConditionalFormatting({ ref: cell.address, rules: [rule] })
  })
}

function formulaOf(form: Form): string {
  const counted = `${quoted(missing[0])}&${MISSING}&${quoted(missing[1])}`
  const long = `${TOO_LONG}&${quoted(tooLongWords(form))}`
  const both = `IF(${MISSING}*${TOO_LONG}>0,${quoted(comma)},"")`
  const open = `${quoted(lead)}&IF(${MISSING}>0,${counted},"")&${both}&IF(${TOO_LONG}>0,${long},"")`
  return `IF(${USED}=0,${quoted(none)},IF(${MISSING}+${TOO_LONG}=0,${quoted(done)},${open}))`
}

/** What that formula gives for the rows that the sheet is written with. */
function textOfCheck(form: Form, check: SelfCheck): string {
  if (check.used === 0) return none
  const parts = [
    ...(check.missing > 0 ? [`${missing[0]}${check.missing}${missing[1]}`] : []),
    ...(check.tooLong > 0 ? [`${check.tooLong}${tooLongWords(form)}`] : []),
  ]
  return parts.length === 0 ? done : `${lead}${parts.join(comma)}`
}

function tooLongWords(form: Form): string {
  const header = (key: string) => form.fields.find((field) => field.key === key)?.header ?? key
  const said = (form.checks ?? []).map(({ notLonger, than }) =>
    WORDS.check.tooLong(header(notLonger), header(than)),
  )
  return [...new Set(said)].join('、')
}

function quoted(text: string): string {
  return `"${text}"`
}
