import type { NoticePack } from '../notice/index.js'
import {
  importsOf,
  listQuarantine,
  listRecords,
  type RecordKind,
  type Store,
} from '../workspace/index.js'
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
  return [...new Set(owed)].filter((form) => form !== null).filter((form) => form in routes)
}

/** The table unit x form of what the store has taken in: one line per unit of the pack, in its order. */
export function formCoverage(store: Store, pack: NoticePack): readonly UnitStanding[] {
  const forms = owedForms(pack)
  const received = new Set(importsOf(store).map(({ unit, form }) => `${unit} ${form}`))
  const records = countBy(KINDS.flatMap((kind) => listRecords<unknown>(store, kind)))
  const returned = countBy(listQuarantine<unknown>(store))
  return pack.units.map(({ code, name, batch }) => ({
    unit: { code, name },
    batch,
    forms: forms.map((form) => {
      const kind = routes[form]?.kind ?? 'item'
      const key = `${code} ${kind}`
      const stored = records.get(key) ?? 0
      const back = returned.get(key) ?? 0
      const isIn = stored > 0 || back > 0 || received.has(`${code} ${form}`)
      return { form, state: stateOf(isIn, back), records: stored, returned: back }
    }),
  }))
}

function stateOf(isIn: boolean, returned: number): FormState {
  if (!isIn) return 'missing'
  return returned > 0 ? 'returned' : 'received'
}

const KINDS: readonly RecordKind[] = ['item', 'person', 'article']

interface Countable {
  readonly unit: string
  readonly kind: RecordKind
}

function countBy(records: readonly Countable[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { unit, kind } of records) {
    const key = `${unit} ${kind}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
