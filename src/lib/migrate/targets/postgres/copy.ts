import type { Client, Submittable } from 'pg'
import type { Cell } from '../../sources/index.js'

/** What a running COPY asks of the driver's connection; the driver has it and its types do not. */
interface CopyConnection {
  query(sql: string): void
  sendCopyFromChunk(bytes: Buffer): void
  endCopyFrom(): void
}

/** So many bytes of rows are sent at once. */
const CHUNK = 256 * 1024

/** Sends rows by COPY; the server takes all of them or, with its error, none. */
export function copyIn(
  client: Client,
  into: string,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    // A statement of the driver's own kind: it is called back as the server answers.
    client.query({
      submit: (connection: CopyConnection) => connection.query(`COPY ${into} FROM STDIN`),
      handleCopyInResponse: (connection: CopyConnection) => send(connection, rows),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    } as unknown as Submittable)
  })
}

function send(connection: CopyConnection, rows: readonly (readonly Cell[])[]): void {
  let text = ''
  for (const row of rows) {
    text += lineOf(row)
    if (text.length < CHUNK) continue
    connection.sendCopyFromChunk(Buffer.from(text))
    text = ''
  }
  if (text !== '') connection.sendCopyFromChunk(Buffer.from(text))
  connection.endCopyFrom()
}

const SPECIAL = /[\\\t\n\r]/
const SPECIALS = /[\\\t\n\r]/g
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}

function lineOf(row: readonly Cell[]): string {
  let line = ''
  for (let at = 0; at < row.length; at += 1) {
    line += at === 0 ? cellText(row[at] ?? null) : `\t${cellText(row[at] ?? null)}`
  }
  return `${line}\n`
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object') return `\\\\x${Buffer.from(cell).toString('hex')}`
  return SPECIAL.test(cell) ? cell.replace(SPECIALS, (sign) => ESCAPED[sign] ?? sign) : cell
}
