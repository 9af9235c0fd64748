import { AppError } from '../../errors/index.js'
import { nearest } from '../../text/index.js'

/** The table of that name, as the source spells it; upper and lower case may differ. HK-MIG-002 with near names. */
export function findTable(names: Iterable<string>, wanted: string, place: string): string {
  const all = [...names]
  const folded = wanted.toLowerCase()
  const found = all.includes(wanted) ? wanted : all.find((name) => name.toLowerCase() === folded)
  if (found !== undefined) return found
  throw new AppError('HK-MIG-002', { table: wanted, place, nearest: nearest(wanted, all) })
}

/** Runs what touches a source; a failure of the file system is HK-MIG-001 with the place. */
export async function onlyFailures<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new AppError('HK-MIG-001', { place, reason: String(error.code) }, { cause: error })
  }
}

/** Whether nobody has named the columns: they are called by their places. */
export function isHeadless(columns: readonly { readonly name: string }[]): boolean {
  return columns.every(({ name }) => /^#\d+$/.test(name))
}

/** Columns without a name are `#3`; of two with one name the second is `名称#5`, by their place. */
export function uniqueNames(header: readonly string[]): readonly string[] {
  const trimmed = header.map((name) => name.trim())
  return trimmed.map((name, at) =>
    name === '' || trimmed.indexOf(name) < at ? `${name}#${at + 1}` : name,
  )
}
