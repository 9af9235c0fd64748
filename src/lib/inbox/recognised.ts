import { type Form, readStamp, recogniseForm, type SheetTop } from '../sheets/index.js'
import type { ReadingPlan } from './read-file.js'
import { isRegister } from './routes.js'

/** The form that a sheet is. Registers look like parts of other forms: they are tried last, unless the sheet says so itself. */
export function recognised(
  sheet: SheetTop,
  { forms, only }: Pick<ReadingPlan, 'forms' | 'only'>,
): Form | null {
  const registers = forms.filter(
    (form) => isRegister(form.id) && (only === null || only.includes(form.id)),
  )
  const others = forms.filter(({ id }) => !isRegister(id))
  const saysSo = registers.some(({ id }) => id === readStamp(sheet)?.form)
  const tiers = saysSo ? [registers] : [others, registers]
  for (const tier of tiers) {
    const hit = recogniseForm(sheet, tier)
    if (hit !== null) return hit.form
  }
  return null
}
