import { AppError } from '../errors/index.js'
import { isEntryOf, isRegister, type RegisterEntry, registerForms } from '../inbox/index.js'
import type { NoticePack } from '../notice/index.js'
import { type Form, loadForm } from '../sheets/index.js'
import { listRecords, type Source, type Store } from '../workspace/index.js'

/** A line that a unit reported in a register, as it wrote it; `values` by field, blank ones left out. */
export interface RegisterLine {
  readonly unit: { readonly code: string; readonly name: string }
  readonly values: Readonly<Record<string, string>>
  readonly version: number
  readonly source: Pick<Source, 'file' | 'sheet' | 'row'>
}

/** The lines of a register in the store. `fields` are those that some line fills, in the form's order. */
export interface RegisterLines {
  readonly form: string
  readonly title: string
  readonly fields: readonly { readonly key: string; readonly header: string }[]
  readonly entries: readonly RegisterLine[]
}

/**
 * What units have reported in a register (systems, weekly, terminals, catalogue), of one unit when asked, in the order of
 * units and rows. HK-FORM-004 for a form whose lines are kept in another way, naming the registers.
 */
export async function formEntries(
  store: Store,
  id: string,
  pack: NoticePack,
  unit: string | null,
): Promise<RegisterLines> {
  if (!isRegister(id)) throw new AppError('HK-FORM-004', { form: id, known: registerForms })
  const form = await loadForm(id)
  const names = new Map([...pack.units, pack.office].map(({ code, name }) => [code, name]))
  const stored = listRecords<RegisterEntry>(store, 'entry', unit === null ? {} : { unit })
  const entries = stored
    .filter(({ key }) => isEntryOf(key, id))
    .map(({ unit: code, data, version, source: { file, sheet, row } }) => ({
      unit: { code, name: names.get(code) ?? code },
      values: data.values,
      version,
      source: { file, sheet, row },
    }))
    .sort((a, b) => inOrder(a, b))
  return { form: id, title: form.title, fields: filledFields(form, entries), entries }
}

function inOrder(a: RegisterLine, b: RegisterLine): number {
  if (a.unit.code !== b.unit.code) return a.unit.code < b.unit.code ? -1 : 1
  if (a.source.file !== b.source.file) return a.source.file < b.source.file ? -1 : 1
  return a.source.row - b.source.row
}

function filledFields({ fields }: Form, entries: readonly RegisterLine[]): RegisterLines['fields'] {
  return fields
    .filter(({ key }) => entries.some(({ values }) => (values[key] ?? '') !== ''))
    .map(({ key, header }) => ({ key, header }))
}
