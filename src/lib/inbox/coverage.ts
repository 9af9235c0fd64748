import type { NoticePack } from '../notice/index.js'
import { countRecords, importsOf, type Store } from '../workspace/index.js'
import type { UnitName } from './model.js'
import { routes } from './routes.js'

/** 已收, 待改 (something of it was returned), 未交. */
export type FormState = 'received' | 'returned' | 'missing'

/** Where one unit stands with one form that it owes. `records` came in well, `returned` came back. */
export interface FormStanding {
  readonly form: string
  readonly state: FormState
  readonly records: number
  readonly returned: number
}

/** One line of the table unit x form. */
export interface UnitStanding {
  readonly unit: UnitName
  readonly batch: string
  readonly forms: readonly FormStanding[]
}

/** The forms that every unit of the pack owes and that we can take in, in the pack's order. */
export function owedForms(pack: NoticePack): readonly string[] {
  const owed = pack.obligations.filter(({ who }) => who === 'unit').map(({ form }) => form)
  return [...new Set(owed)].filter(
    (form): form is string => form !== null && form in routes && answered(form) === form,
  )
}

/** The table unit x form of what the store has taken in: one line per unit of the pack, in its order. */
export function formCoverage(store: Store, pack: NoticePack): readonly UnitStanding[] {
  const forms = owedForms(pack)
  const received = new Set(importsOf(store).map(({ unit, form }) => `${unit} ${answered(form)}`))
  const counts = new Map<string, Pick<FormStanding, 'records' | 'returned'>>()
  for (const { unit, form, stored, quarantined } of countRecords(store)) {
    const key = `${unit} ${answered(form)}`
    const { records = 0, returned = 0 } = counts.get(key) ?? {}
    counts.set(key, { records: records + stored, returned: returned + quarantined })
  }
  return pack.units.map(({ code, name, batch }) => ({
    unit: { code, name },
    batch,
    forms: forms.map((form) => {
      const { records = 0, returned = 0 } = counts.get(`${code} ${form}`) ?? {}
      const isIn = records > 0 || returned > 0 || received.has(`${code} ${form}`)
      return { form, state: stateOf(isIn, returned), records, returned }
    }),
  }))
}

/** The owed form that a sheet of this one answers; most answer for themselves. */
function answered(form: string): string {
  return routes[form]?.answers ?? form
}

function stateOf(isIn: boolean, returned: number): FormState {
  if (!isIn) return 'missing'
  return returned > 0 ? 'returned' : 'received'
}
