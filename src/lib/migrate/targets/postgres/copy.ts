import type { Client, Submittable } from 'pg'
import type { Cell } from '../../sources/index.js'
import { BETWEEN, BLANK } from '../model.js'

/** What a running COPY asks of the driver's connection; the driver has it and its types do not. */
interface CopyConnection {
  query(sql: string): void
  sendCopyFromChunk(bytes: Buffer): void
  endCopyFrom(): void
}

/** So many bytes of rows are sent at once. */
const CHUNK = 256 * 1024

/** Quotes a cell: a control character, for a line without it and without line ends can go as it is. */
const QUOTE = '\u0001'
/** An empty value is nothing between two delimiters, an empty text is quoted. */
const FORMAT = `FORMAT csv, DELIMITER '${BETWEEN}', QUOTE '${QUOTE}', NULL ''`

/** Sends lines by COPY; the server takes all of them or, with its error, none. */
export function copyIn(client: Client, into: string, lines: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // A statement of the driver's own kind: it is called back as the server answers.
    client.query({
      submit: (connection: CopyConnection) =>
        connection.query(`COPY ${into} FROM STDIN (${FORMAT})`),
      handleCopyInResponse: (connection: CopyConnection) => send(connection, lines),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: reject,
    } as unknown as Submittable)
  })
}

function send(connection: CopyConnection, lines: readonly string[]): void {
  let from = 0
  let length = 0
  for (let at = 0; at < lines.length; at += 1) {
    length += lines[at]?.length ?? 0
    if (length < CHUNK && at < lines.length - 1) continue
    connection.sendCopyFromChunk(Buffer.from(`${lines.slice(from, at + 1).join('\n')}\n`))
    from = at + 1
    length = 0
  }
  connection.endCopyFrom()
}

/** What a row must not have in it to go as it is, an empty text among them; the last means the end of all rows. */
const SPECIAL = new RegExp(`[${BLANK}${QUOTE}\\n\\r]|^\\\\\\.$`)

/**
 * A row that is at hand as one text, as a line of COPY; null when it cannot go as it is. A delimiter within a value is left
 * to the server: such a line has too many columns, whatever the values are.
 */
export function lineOfText(text: string | null): string | null {
  return text === null || SPECIAL.test(text) ? null : text
}

/** A row as a line of COPY, every cell of it quoted. */
export function lineOf(row: readonly Cell[]): string {
  return row.map(cellText).join(BETWEEN)
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = typeof cell === 'string' ? cell : `\\x${Buffer.from(cell).toString('hex')}`
  return `${QUOTE}${text.replaceAll(QUOTE, QUOTE + QUOTE)}${QUOTE}`
}
