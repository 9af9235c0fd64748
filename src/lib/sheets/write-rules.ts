import type ExcelJS from 'exceljs'
import type { Form, FormField } from './model.js'
import { FormChecks } from './write-checks.js'
import type { FormColumn, FormLayout } from './write-layout.js'
import { MARKS } from './write-style.js'
import { howToFill, WORDS, YES_NO } from './write-words.js'

/** A rule on cells as exceljs writes it; its own type lacks `any`, a rule that only shows a message. */
interface CellRule {
  readonly type: 'any' | 'list' | 'whole'
  readonly [option: string]: unknown
}

/** exceljs leaves the rules of whole ranges out of its types. */
type Ruled = ExcelJS.Worksheet & {
  readonly dataValidations: { add(range: string, rule: CellRule): unknown }
}

const LONGEST_TITLE = 32
const LONGEST_PROMPT = 255
/** Excel cuts a list written into the rule itself at 255 characters. */
const LONGEST_LIST = 200

/** The name of the range that holds a column's choices, null when they stand in the rule itself or there are none. */
export function choicesName(field: FormField): string | null {
  if (field.type !== 'choice' || field.choices.length === 0 || fitsRule(field.choices)) return null
  return `choices_${field.key.replace(/[^A-Za-z0-9]/g, '_')}`
}

/** Adds drop-down lists, number checks and input messages to every column. */
export function addCellRules(
  sheet: ExcelJS.Worksheet,
  form: Form,
  { columns, first, last }: FormLayout,
): void {
  // The cast adds what exceljs has and does not declare.
  const { dataValidations } = sheet as Ruled
  for (const column of columns.filter(({ field }) => !isPlain(field))) {
    const { field, letter, group, title } = column
    const name = group === null ? title : `${group}·${title}`
    const message = {
      allowBlank: true,
      showInputMessage: true,
      promptTitle: name.slice(0, LONGEST_TITLE),
      prompt: promptOf(field).slice(0, LONGEST_PROMPT),
    }
    const rule = { ...message, ...ruleOf(form, column, name) }
    dataValidations.add(`${letter}${first}:${letter}${last}`, rule)
  }
}

/** A drop-down list for a range of cells, and nothing else. */
export function addChoices(
  sheet: ExcelJS.Worksheet,
  range: string,
  choices: readonly string[],
): void {
  // The cast adds what exceljs has and does not declare.
  const { dataValidations } = sheet as Ruled
  const strict = { showErrorMessage: true, allowBlank: true, error: WORDS.pick('') }
  dataValidations.add(range, { ...strict, type: 'list', formulae: [listOf(choices)] })
}

/** Nothing to say but "write text": a message at every such cell would only be in the way. */
function isPlain({ type, note, example }: FormField): boolean {
  return (type === 'text' || type === 'person') && note === '' && example === ''
}

function promptOf(field: FormField): string {
  const example = field.example === '' ? '' : `\n例：${field.example}`
  const choices = field.type === 'choices' ? `\n可填：${field.choices.join('、')}` : ''
  return `${howToFill(field)}${choices}${example}`
}

function ruleOf(form: Form, { field }: FormColumn, name: string): CellRule {
  const strict = { showErrorMessage: true, errorTitle: name.slice(0, LONGEST_TITLE) }
  if (field.type === 'yesno') {
    return { ...strict, type: 'list', formulae: [listOf(YES_NO)], error: WORDS.pick(name) }
  }
  if (field.type === 'choice' && field.choices.length > 0) {
    const source = choicesName(field) ?? listOf(field.choices)
    // What the notice does not state may be answered otherwise, after a warning.
    return field.inferred
      ? {
          ...strict,
          type: 'list',
          formulae: [source],
          errorStyle: 'warning',
          error: WORDS.notListed(name),
        }
      : { ...strict, type: 'list', formulae: [source], error: WORDS.pick(name) }
  }
  if (field.type === 'count' && !form.starts.includes(field.key)) {
    const range = { operator: 'greaterThanOrEqual', formulae: [0] }
    return { ...strict, type: 'whole', ...range, error: WORDS.number(name) }
  }
  return { type: 'any' }
}

function fitsRule(choices: readonly string[]): boolean {
  return choices.join(',').length <= LONGEST_LIST && choices.every((text) => !/[,"]/.test(text))
}

function listOf(choices: readonly string[]): string {
  return `"${choices.join(',')}"`
}

/** Colours what is missing and what is too long, and lines rows that are filled below the prepared ones. */
export function addMarks(sheet: ExcelJS.Worksheet, form: Form, layout: FormLayout): void {
  const checks = new FormChecks(form, layout)
  const { first, last, ready, columns } = layout
  const range = ({ letter }: FormColumn) => `${letter}${first}:${letter}${last}`
  const marks = [
    ...checks.pairs().map((pair) => ({
      ref: range(pair.shorter),
      formula: checks.tooLongHere(pair),
      style: MARKS.tooLong,
    })),
    ...checks.owed().map((column) => ({
      ref: range(column),
      formula: checks.missingHere(column),
      style: MARKS.missing,
    })),
    ...checks.owedOnce().map((column) => ({
      ref: `${column.letter}${first}`,
      formula: checks.missingAtTop(column),
      style: MARKS.missing,
    })),
    {
      ref: `A${ready + 1}:${columns.at(-1)?.letter ?? 'A'}${last}`,
      formula: checks.filledBelow(),
      style: MARKS.lined,
    },
  ]
  marks.forEach(({ ref, formula, style }, index) => {
    const rule = { type: 'expression' as const, priority: index + 1, formulae: [formula], style }
    sheet.addConditionalFormatting({ ref, rules: [rule] })
  })
}
