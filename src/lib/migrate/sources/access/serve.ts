import type { MessagePort } from 'node:worker_threads'
import type MDBReader from 'mdb-reader'

/** What the thread is asked, one question at a time. */
export type AccessOrder =
  | { readonly do: 'open'; readonly path: string; readonly password: string | undefined }
  | { readonly do: 'count'; readonly table: string }
  | {
      readonly do: 'rows'
      readonly table: string
      readonly columns: readonly string[]
      readonly from: number
      readonly rows: number
    }

/** A table as the file describes it; `type` is mdb-reader's word. */
export interface AccessTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** What the thread answers: tables (with the version byte of the file), a number, rows, or why it could not. */
export type AccessAnswer =
  | { readonly tables: readonly AccessTable[]; readonly version: number }
  | { readonly count: number }
  | { readonly rows: readonly unknown[][] }
  | { readonly failure: string }

/** What the thread works with. */
export interface AccessService {
  readonly orders: MessagePort
  readonly readFile: (path: string) => Buffer
  readonly library: () => Promise<typeof import('mdb-reader')>
}

/**
 * Answers orders until the thread is ended. It runs there as source text, so it uses nothing but its arguments: the reader
 * keeps the whole file in memory and follows chains of pages without a limit, which a hostile file makes endless.
 */
export function serveAccess({ orders, readFile, library }: AccessService): void {
  let reader: MDBReader | null = null
  const opened = (): MDBReader => {
    if (reader === null) throw new Error('not open')
    return reader
  }
  const described = (book: MDBReader): AccessTable[] =>
    book.getTableNames().map((name) => {
      const columns = book.getTable(name).getColumns()
      return { name, columns: columns.map(({ name: column, type }) => ({ name: column, type })) }
    })
  /** Access has no zones: the library labels local times as UTC. */
  const localText = (value: Date): string =>
    Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, -5).replace('T', ' ')
  const portable = (value: unknown): unknown => {
    if (value instanceof Date) return localText(value)
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'boolean') return Number(value)
    return Buffer.isBuffer(value) ? new Uint8Array(value) : value
  }

  const answer = async (order: AccessOrder): Promise<AccessAnswer> => {
    if (order.do === 'open') {
      const bytes = readFile(order.path)
      const { default: Reader } = await library()
      reader = new Reader(bytes, { password: order.password })
      return { tables: described(reader), version: bytes[0x14] ?? 0 }
    }
    const table = opened().getTable(order.table)
    if (order.do === 'count') return { count: table.getData({ columns: [] }).length }
    const { columns, from, rows } = order
    const found = table.getData({ columns, rowOffset: from, rowLimit: rows })
    return { rows: found.map((row) => columns.map((column) => portable(row[column]))) }
  }
  orders.on('message', (order: AccessOrder) => {
    answer(order).then(
      (done) => orders.postMessage(done),
      (error: unknown) => orders.postMessage({ failure: String(error) }),
    )
  })
}
