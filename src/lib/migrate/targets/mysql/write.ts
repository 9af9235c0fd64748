import type { Cell } from '../../sources/index.js'
import type { Change } from '../model.js'
import type { Rows } from '../sql/write.js'
import { type Column, type Opening, quoted } from './model.js'

/** So many bytes of statements are sent at once, and never more than the server takes. */
const CHUNK = 1024 * 1024
/** What surrounds a statement in its packet. */
const ROOM = 1024

/** Writes creates by INSERT of many rows, updates one statement each, many of them at once. */
export async function write(opening: Opening, { created, updated }: Rows): Promise<string | null> {
  const { place, columns } = opening
  const names = columns.map(({ name }) => quoted(name)).join(', ')
  const rows = created.map(({ values }) => `(${literals(opening, values).join(', ')})`)
  const head = `INSERT INTO ${place} (${names}) VALUES `
  const refused = await send(opening, rows, (some) => head + some.join(', '))
  if (refused !== null) return refused
  const updates = updated.map((change) => updateOf(opening, change))
  return send(opening, updates, (some) => some.join('; '))
}

function updateOf(opening: Opening, { dst, values }: Change): string {
  const { place, columns } = opening
  const cells = literals(opening, values)
  const set = columns.map(({ name }, at) => `${quoted(name)} = ${cells[at]}`).join(', ')
  return `UPDATE ${place} SET ${set} WHERE ${those(opening, [dst])}`
}

/** The rows with these unique values, to the letter, whatever the collation of the column takes for equal. */
export function those({ session, shape, columns }: Opening, dsts: readonly string[]): string {
  const { name = '' } = columns[shape.fields.indexOf(shape.unique)] ?? {}
  const list = dsts.map((dst) => session.escape(dst)).join(', ')
  return `${quoted(name)} IN (${list}) AND ${exact(name)} IN (${list})`
}

/** A column as text that is compared and sorted bytewise. */
export function exact(name: string): string {
  return `CONVERT(${quoted(name)} USING utf8mb4) COLLATE utf8mb4_bin`
}

function literals({ session, columns }: Opening, values: readonly Cell[]): readonly string[] {
  return columns.map((column, at) => session.escape(valueFor(column, values[at] ?? null)))
}

const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\+08:00$/

/** A value as its column takes it: moments without the offset that the connection stands for, bytes as hex where no bytes go. */
function valueFor({ type }: Column, cell: Cell): Cell | Buffer {
  if (cell instanceof Uint8Array) {
    const bytes = Buffer.from(cell)
    return /blob|binary/.test(type) ? bytes : bytes.toString('hex')
  }
  return /^(?:datetime|timestamp)/.test(type) && typeof cell === 'string'
    ? cell.replace(MOMENT, '$1 $2')
    : cell
}

/** Sends parts of statements, as many together as go into one packet. */
async function send(
  { session }: Opening,
  parts: readonly string[],
  together: (some: readonly string[]) => string,
): Promise<string | null> {
  const most = Math.min(CHUNK, session.longest - ROOM)
  let some: string[] = []
  let bytes = 0
  const flush = async () => (some.length === 0 ? null : session.attempt(together(some)))
  for (const part of parts) {
    const size = Buffer.byteLength(part) + 2
    if (size > session.longest - ROOM) return `max_allowed_packet: ${size} > ${session.longest}`
    if (bytes + size > most) {
      const refused = await flush()
      if (refused !== null) return refused
      some = []
      bytes = 0
    }
    some.push(part)
    bytes += size
  }
  return flush()
}
