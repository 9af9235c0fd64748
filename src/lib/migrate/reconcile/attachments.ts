import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { FieldText } from '../mapping/schema.js'
import { innerPath } from '../mapping/steps/files.js'
import { openEntitySource, tableOf } from '../run/produce.js'
import type { EntityCheck } from './entity-check.js'

/** A column that names files, and the folder that they lie in. */
interface Naming {
  readonly column: string
  readonly folder: string
}

/** Files that no row names: somebody forgot to register them, or the row was lost. Sizes and contents are compared row by row (level 3). */
export async function checkAttachments(work: EntityCheck): Promise<void> {
  const namings = new Map<string, Naming>()
  for (const field of Object.values(work.text.fields)) {
    const naming = namingOf(field)
    if (naming !== null) namings.set(JSON.stringify(naming), naming)
  }
  for (const naming of namings.values()) await checkFolder(work, naming)
}

async function checkFolder(
  { request, verdicts, name, text }: EntityCheck,
  { column, folder }: Naming,
): Promise<void> {
  const { mapping } = request.migration
  const source = await openEntitySource(mapping, name)
  const named = new Set<string>()
  try {
    const { columns } = await tableOf(source, text.from.table)
    const at = columns.findIndex((one) => one.name === column)
    const order = { table: text.from.table, from: null, rows: 5000 }
    for await (const { rows } of source.read(order)) {
      for (const row of rows) named.add(innerPath(String(row[at] ?? '')) ?? '')
    }
  } finally {
    await source.close()
  }
  const root = join(mapping.folder, folder)
  for (const path of await filesIn(root)) {
    const isNamed = named.has(path)
    if (isNamed) verdicts.equal(4)
    else {
      const what = 'file-without-row'
      verdicts.different({ entity: name, level: 4, what, where: path, source: '', target: '' })
    }
  }
}

/** Every file below a folder, with slashes. */
async function filesIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

function namingOf(field: FieldText): Naming | null {
  if (!Array.isArray(field)) return null
  const steps: readonly unknown[] = field
  const options = optionsOf(steps, 'file')
  const column = optionsOf(steps, 'get')
  if (typeof column !== 'string' || typeof options !== 'object' || options === null) return null
  return 'folder' in options ? { column, folder: String(options.folder) } : null
}

function optionsOf(steps: readonly unknown[], name: string): unknown {
  const found = steps.find((step) => typeof step === 'object' && step !== null && name in step)
  return found === undefined ? undefined : Object.entries(found as object)[0]?.[1]
}
