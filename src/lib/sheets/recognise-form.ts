import { fieldNames } from './field-names.js'
import { findHeader } from './find-header.js'
import { readStamp } from './form-stamp.js'
import { guideOf } from './guide-layout.js'
import type { Form, SheetTop } from './model.js'

/** The form that a sheet looks like; score 0 to 1. */
export interface RecognisedForm {
  readonly form: Form
  readonly score: number
  /** Its names stand at the left of their values. */
  readonly isGuide: boolean
}

const ENOUGH = 0.4

/**
 * A sheet that we wrote says itself which form it is (score 1); else the form whose header the sheet shows best: the share of the sheet's columns that it understands times the share of
 * the form's required columns that are there. At least two columns must be named outright. Null when no form has its
 * anchor column there or none scores 0.4. A guide is known before any table: it holds small tables that look like forms.
 */
export function recogniseForm(sheet: SheetTop, forms: readonly Form[]): RecognisedForm | null {
  const stamp = readStamp(sheet)
  const own = forms.find(({ id }) => id === stamp?.form)
  if (own !== undefined) return { form: own, score: 1, isGuide: false }
  for (const form of forms) {
    const guide = guideOf(sheet, form)
    if (guide !== null) return { form, score: guide.score, isGuide: true }
  }
  const scored = forms.map((form) => ({ form, score: likeness(sheet, form), isGuide: false }))
  const best = scored.reduce<RecognisedForm | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  )
  return best !== null && best.score >= ENOUGH ? best : null
}

function likeness(sheet: SheetTop, form: Form): number {
  const header = findHeader(sheet, {
    names: fieldNames(form),
    top: null,
    fixed: new Map(),
    near: false,
  })
  if (header === null) return 0
  const filled = header.columns.filter(({ segments }) => segments.length > 0)
  const fields = new Set(header.columns.flatMap(({ guess }) => guess?.field ?? []))
  if (!fields.has(form.anchor)) return 0
  const required = form.fields.filter((field) => field.required)
  const there = required.filter(({ key }) => fields.has(key)).length / Math.max(1, required.length)
  return Math.round((100 * there * fields.size) / filled.length) / 100
}
