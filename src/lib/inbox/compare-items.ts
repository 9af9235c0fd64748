import { basename } from 'node:path'
import { AppError } from '../errors/index.js'
import {
  type Comparison,
  compareSources,
  createDuplicateIndex,
  draftItems,
  type ItemProfile,
  type ItemSheet,
  listItems,
  loadItemProfile,
} from '../items/index.js'
import type { NoticePack } from '../notice/index.js'
import { packOf } from '../roster/index.js'
import { type Form, loadForm, readBook, readForm, recogniseForm } from '../sheets/index.js'
import { readStore, type Workspace } from '../workspace/index.js'
import { unitFinder, unitNamed } from './units.js'

/** What to compare the registry with, and of which unit (any of its names). */
export interface CompareRequest {
  readonly guide: string | null
  readonly flow: string | null
  readonly unit: string | null
}

/**
 * Compares the registry (the store) with sheets of the published guides and of the running flows (三者要素一致). Nothing
 * is stored. Errors: HK-INBOX-001 a file holds no item sheet, HK-INBOX-007 an unknown unit; those of `readBook`.
 */
export async function compareItems(
  workspace: Workspace,
  { guide, flow, unit: text }: CompareRequest,
): Promise<Comparison> {
  const pack = await packOf(workspace)
  const unit = text === null ? null : unitNamed(pack, text)
  const [form, profile] = await Promise.all([loadForm('items'), loadItemProfile()])
  const read = async (path: string | null): Promise<ItemSheet | null> =>
    path === null ? null : ofUnit(await readSource(path, { form, profile, pack }), unit?.code)
  const others = { guide: await read(guide), flow: await read(flow) }
  const store = readStore(workspace)
  try {
    return compareSources(listItems(store, unit === null ? {} : { unit: unit.code }), others)
  } finally {
    store.close()
  }
}

interface Basis {
  readonly form: Form
  readonly profile: ItemProfile
  readonly pack: NoticePack
}

const NOBODY = { code: '', name: '' }

/** Of one unit: its own rows, and those that name no unit at all. */
function ofUnit(sheet: ItemSheet, unit: string | undefined): ItemSheet {
  if (unit === undefined) return sheet
  const items = sheet.items.filter((item) => item.unit.code === unit || item.unit.code === '')
  return { ...sheet, items }
}

async function readSource(path: string, { form, profile, pack }: Basis): Promise<ItemSheet> {
  const file = basename(path)
  const find = unitFinder(pack)
  const book = await readBook(path)
  const readings = book.sheets
    .filter((sheet) => sheet.rows.length > 0 && recogniseForm(sheet, [form]) !== null)
    .map((sheet) => readForm(book, sheet, form))
  if (readings.length === 0) throw new AppError('HK-INBOX-001', { file, forms: [form.title] })
  const items = readings.flatMap((reading) => {
    const unit = find(reading.unit ?? '') ?? find(file.replace(/\.[^.]*$/u, '')) ?? NOBODY
    const duplicates = createDuplicateIndex([])
    const source = { file, sha256: book.sha256, form, unit, findUnit: find, profile, duplicates }
    return Array.from(draftItems(reading, source), ({ data }) => data)
  })
  const fields = readings.flatMap(({ header }) => header.flatMap(({ field }) => field ?? []))
  return { file, items: items.filter(({ name }) => name !== ''), fields: new Set(fields) }
}
