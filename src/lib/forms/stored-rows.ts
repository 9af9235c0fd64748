import { AppError } from '../errors/index.js'
import { type Article, isEntryOf, type RegisterEntry, registerForms } from '../inbox/index.js'
import { listItems } from '../items/index.js'
import { listPeople, loadRosterRules } from '../roster/index.js'
import type { Form, FormRow } from '../sheets/index.js'
import { listRecords, type Store } from '../workspace/index.js'
import { articleRow } from './article-row.js'
import { itemRow } from './item-row.js'
import { staffRows } from './staff-rows.js'

/** What the store holds of a unit (its code), as rows of one form. */
export type StoredRows = (unit: string) => readonly FormRow[]

type Source = (store: Store, form: Form) => StoredRows | Promise<StoredRows>

/** Lines of a register, as they were reported. */
const entries: Source = (store, form) => (unit) =>
  listRecords<RegisterEntry>(store, 'entry', { unit })
    .filter(({ key }) => isEntryOf(key, form.id))
    .sort((a, b) => a.source.row - b.source.row)
    .map(({ data }) => data.values)

/** Forms whose records the store holds. */
const SOURCES: Readonly<Record<string, Source>> = {
  ...Object.fromEntries(registerForms.map((id) => [id, entries])),
  items: (store, form) => (unit) => listItems(store, { unit }).map((item) => itemRow(item, form)),
  'node-staff': async (store) => {
    const rules = await loadRosterRules()
    return (unit) =>
      staffRows(
        listPeople(store, rules, { unit }).map(({ data }) => data),
        rules.catalogue,
      )
  },
  articles: (store) => (unit) =>
    listRecords<Article>(store, 'article', { unit }).map(({ data }) => articleRow(data)),
}

/** Refuses a form whose records the store does not hold: HK-FORM-002. */
export function refuseUnstored(form: string): void {
  if (form in SOURCES) return
  throw new AppError('HK-FORM-002', { form, known: Object.keys(SOURCES) })
}

/** Rows of a form out of the store, numbered from 1 for each unit. */
export async function storedRows(store: Store, form: Form): Promise<StoredRows> {
  refuseUnstored(form.id)
  const rows = await SOURCES[form.id]?.(store, form)
  return (unit) => (rows?.(unit) ?? []).map((row, index) => ({ seq: `${index + 1}`, ...row }))
}
