import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, type Finding } from '../errors/index.js'
import { packOf } from '../inbox/index.js'
import { type Form, loadForm, writeForm } from '../sheets/index.js'
import { readStore, type Workspace, writeFileAtomic } from '../workspace/index.js'
import { refuseUnstored, type StoredRows, storedRows } from './stored-rows.js'
import { type FormUnit, formUnits } from './units.js'

/**
 * What a person asks for. `units` are names, or all of the notice; none means one sheet with an open unit line.
 * `workspace` is null outside one; `filled` starts the sheets with what its store holds. `at` dates the files.
 */
export interface ExportRequest {
  readonly form: string
  readonly units: readonly string[] | 'all'
  readonly dir: string
  readonly workspace: Workspace | null
  readonly filled: boolean
  readonly force: boolean
  readonly at: Date
  readonly signal?: AbortSignal
}

/** One sheet that was written; `rows` were filled from the store. */
export interface ExportedForm {
  readonly unit: { readonly code: string | null; readonly name: string } | null
  readonly path: string
  readonly rows: number
}

/** One sheet is done, of so many; `note` says so when another program held the wanted file. */
export interface ExportEvent {
  readonly done: number
  readonly of: number
  readonly file: ExportedForm
  readonly note: Finding | null
}

/**
 * Writes a form for each unit as `<short name>-<title>.xlsx`, each file whole or not there, and gives them all.
 * Errors: HK-SHEET-020 no such form, HK-FORM-001 files are there already (nothing was written), HK-FORM-002 nothing to
 * fill it with, HK-FORM-003 outside a workspace, HK-INBOX-007 no such unit, HK-INT-001 when aborted.
 */
export async function exportForms(
  request: ExportRequest,
  onFile: (event: ExportEvent) => void,
): Promise<readonly ExportedForm[]> {
  const { workspace, dir, force } = request
  const form = await loadForm(request.form)
  refuseUseless(request)
  const pack = workspace === null ? null : await packOf(workspace)
  const units = formUnits(pack, request.units)
  const wanted = (units.length > 0 ? units : [null]).map((unit) => ({
    unit,
    path: join(dir, fileName(unit, form.title)),
  }))
  if (!force) refuseExisting(wanted.map(({ path }) => path))
  const store = request.filled && workspace !== null ? readStore(workspace) : null
  try {
    const rowsOf = store === null ? noRows : await storedRows(store, form)
    return await writeAll(wanted, { request, form, rowsOf }, onFile)
  } finally {
    store?.close()
  }
}

interface Wanted {
  readonly unit: FormUnit | null
  readonly path: string
}

interface Writing {
  readonly request: ExportRequest
  readonly form: Form
  readonly rowsOf: StoredRows
}

const noRows: StoredRows = () => []

async function writeAll(
  wanted: readonly Wanted[],
  { request: { at, signal }, form, rowsOf }: Writing,
  onFile: (event: ExportEvent) => void,
): Promise<readonly ExportedForm[]> {
  const files: ExportedForm[] = []
  for (const { unit, path } of wanted) {
    if (signal?.aborted)
      throw new AppError('HK-INT-001', { resume: `hallkit form export ${form.id}` })
    const rows = rowsOf(unit?.code ?? '')
    const bytes = await writeForm(form, { unit: unit?.name ?? null, rows, at })
    const { path: written, note } = await writeFileAtomic(path, bytes)
    const named = unit === null ? null : { code: unit.code, name: unit.name }
    const file = { unit: named, path: written, rows: rows.length }
    files.push(file)
    onFile({ done: files.length, of: wanted.length, file, note })
  }
  return files
}

/** The units and the records are the workspace's; not every form has records. */
function refuseUseless({ form, units, workspace, filled }: ExportRequest): void {
  const needs = [...(units === 'all' ? ['--all'] : []), ...(filled ? ['--filled'] : [])]
  const [flag] = needs
  if (workspace === null && flag !== undefined) throw new AppError('HK-FORM-003', { flag })
  if (filled) refuseUnstored(form)
}

/** Without the characters that Windows refuses in names. */
function fileName(unit: FormUnit | null, title: string): string {
  const name = unit === null ? title : `${unit.short}-${title}`
  return `${name.replace(/[\\/:*?"<>|\r\n]/g, '_')}.xlsx`
}

/** Somebody may have begun to fill the sheets of an earlier export. */
function refuseExisting(paths: readonly string[]): void {
  const files = paths.filter((path) => existsSync(path))
  if (files.length > 0) throw new AppError('HK-FORM-001', { files })
}
