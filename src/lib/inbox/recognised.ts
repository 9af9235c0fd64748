import { AppError } from '../errors/index.js'
import { type Form, readStamp, recogniseForm, type SheetTop } from '../sheets/index.js'
import type { ReadingPlan } from './read-file.js'
import { isRegister } from './routes.js'

/** Sheets that explain a form or serve it, and hold no records. */
const NOT_RECORDS = /说明|填报须知|须知|示例|样表|字典|选项|核验结果/u

/** Whether a sheet's name says that it explains how a form is filled in. */
export function explains({ name }: Pick<SheetTop, 'name'>): boolean {
  return NOT_RECORDS.test(name)
}

/** The form whose column names stand one below the other at the left of a sheet, their values beside them. */
function turnedForm({ rows, ...sheet }: SheetTop, forms: readonly Form[]): Form | null {
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...rows.map(({ cells }) => cells.length)))
  const turned = Array.from({ length: width }, (_, column) => ({
    row: column + 1,
    cells: rows.map(({ cells }) => cells[column] ?? ''),
    hidden: false,
  }))
  return recogniseForm({ ...sheet, merges: [], rows: turned }, forms)?.form ?? null
}

const MOST_COLUMNS = 10

/** The form that a sheet is; names with explanations beside them are no guide. Registers look like parts of other forms: they are tried last, unless the sheet says so itself. */
export function recognised(
  sheet: SheetTop,
  { forms, elsewhere, only }: Pick<ReadingPlan, 'forms' | 'elsewhere' | 'only'>,
): Form | null {
  const stamp = readStamp(sheet)?.form
  if (elsewhere.some(({ id }) => id === stamp)) return null
  const registers = forms.filter(
    (form) => isRegister(form.id) && (only === null || only.includes(form.id)),
  )
  const others = forms.filter(({ id }) => !isRegister(id))
  const saysSo = registers.some(({ id }) => id === stamp)
  const tiers = saysSo ? [registers] : [others, registers]
  for (const tier of tiers) {
    const hit = recogniseForm(sheet, tier)
    if (hit === null) continue
    const isOurs = hit.isGuide ? !explains(sheet) : hit.score >= scoreAmong(elsewhere, sheet)
    return isOurs ? hit.form : null
  }
  return null
}

/** How well a sheet shows one of these forms; a list of articles from a hall looks like 附表3, and more like itself. */
function scoreAmong(forms: readonly Form[], sheet: SheetTop): number {
  return recogniseForm(sheet, forms)?.score ?? 0
}

/** Says why none of a file's sheets can be read: HK-INBOX-022 when one goes another way, 021 when one is a form turned on its side, else 001. */
export function refuse(
  file: string,
  sheets: readonly SheetTop[],
  { forms, elsewhere, only }: Pick<ReadingPlan, 'forms' | 'elsewhere' | 'only'>,
): never {
  const wanted = forms.filter(({ id }) => only === null || only.includes(id))
  for (const sheet of sheets) {
    const other = recogniseForm(sheet, elsewhere)?.form
    if (other !== undefined)
      throw new AppError('HK-INBOX-022', { file, form: other.id, title: other.title })
    const form = turnedForm(sheet, wanted)?.title
    if (form !== undefined) throw new AppError('HK-INBOX-021', { file, sheet: sheet.name, form })
  }
  throw new AppError('HK-INBOX-001', { file, forms: wanted.map(({ title }) => title) })
}
