import { join, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { AppError } from '../../../errors/index.js'
import { openCharset } from '../../../hall/index.js'
import type { Mapping } from '../../mapping/load.js'
import type { Shape, Target } from '../model.js'
import { makeTable, quoted, tableColumns } from '../sqlite.js'
import { type ExchangeFile, holdPlace, strangerAt } from './file.js'
import type { FilesTarget } from './options.js'
import { publish } from './publish.js'
import { fileNotes, openRegister } from './register.js'
import { fileTable } from './table.js'
import { takeIn } from './take-in.js'

/** What a folder of files is opened with: the ledger's database; `rehearse`: no file is written. */
export interface FilesOpening {
  readonly database: Database
  readonly rehearse: boolean
}

/**
 * Opens a folder of files for writing. Their rows are kept in tables of the ledger's database, so that all of a batch is one
 * transaction; the files are written when a run or a rollback is complete, and not before: who fetches them never
 * finds half of a migration. HK-MIG-019 when a file of somebody else lies in the place of ours.
 */
export async function openFilesTarget(
  mapping: Mapping,
  options: FilesTarget,
  { database, rehearse }: FilesOpening,
): Promise<Target> {
  const charset = await openCharset(options.encoding)
  const register = openRegister(database)
  const files = new Map(
    shapesOf(mapping).map((shape) => {
      const { name, path } = placeOf(mapping, options, shape)
      const file: ExchangeFile = { ...{ name, path, shape }, ...{ database, register, charset } }
      return [shape.table, file] as const
    }),
  )
  for (const file of files.values()) {
    holdPlace(file)
    keepRows(file)
  }
  let isWriting = false
  return {
    table: async (shape) => {
      const file = files.get(shape.table)
      if (file === undefined) throw new Error(`no entity writes to ${shape.table}`)
      return fileTable(file, shape, () => isWriting)
    },
    whole: async (work) => {
      for (const file of files.values()) await takeIn(file)
      isWriting = true
      try {
        const done = await work()
        if (!rehearse) for (const file of files.values()) await publish(file)
        return done
      } finally {
        isWriting = false
      }
    },
    close: async () => undefined,
  }
}

/** Files of others in the places of a mapping's files, by the first entity that would write there; the ledger may be read-only. */
export function strangersIn(
  mapping: Mapping,
  options: FilesTarget,
  database: Database,
): readonly { readonly entity: string; readonly problem: AppError }[] {
  const note = fileNotes(database)
  return shapesOf(mapping).flatMap((shape) => {
    const [entity = ''] = Object.entries(mapping.entities).flatMap(([name, { to }]) =>
      to.table === shape.table ? [name] : [],
    )
    const problem = strangerAt({ ...placeOf(mapping, options, shape), note })
    return problem === null ? [] : [{ entity, problem }]
  })
}

/** Makes the table that keeps the rows of a file, and adds what the mapping has since got. */
function keepRows({ database, shape }: ExchangeFile): void {
  const known = tableColumns(database, shape.table)
  if (known.length === 0) makeTable(database, shape)
  else {
    for (const name of shape.fields.filter((field) => !known.includes(field))) {
      database.exec(`ALTER TABLE ${quoted(shape.table)} ADD COLUMN ${quoted(name)}`)
    }
  }
}

/** The files that a mapping writes, each with the columns of every entity that writes to it. */
function shapesOf({ entities }: Pick<Mapping, 'entities'>): readonly Shape[] {
  const shapes = new Map<string, Shape>()
  for (const { to, fields } of Object.values(entities)) {
    const known = shapes.get(to.table)?.fields ?? []
    const all = [...new Set([...known, ...Object.keys(fields)])]
    shapes.set(to.table, { table: to.table, unique: to.unique, fields: all })
  }
  return [...shapes.values()]
}

/** Where the file of a table lies, and as what it is remembered: another folder has other files. */
function placeOf({ folder }: Mapping, { path }: FilesTarget, { table }: Pick<Shape, 'table'>) {
  const name = join(path, `${table}.csv`)
  return { name, path: resolve(folder, name) }
}
