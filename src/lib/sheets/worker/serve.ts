import type { MessagePort } from 'node:worker_threads'
import type { Library } from './library.js'
import type { Content, Failure, Opened, Order, PassNews, RowBlock, RowText } from './messages.js'
import type * as Pages from './page-source.js'
import type * as Sources from './sources.js'
import type * as Texts from './text-source.js'

// Runs in the worker, sent there as source text (see source.ts); these names are there too.
declare const bookSource: typeof Sources.bookSource
declare const pageSource: typeof Pages.pageSource
declare const packageSource: typeof Sources.packageSource
declare const textSource: typeof Texts.textSource

/** What the worker works with: ports to the main thread, libraries that load when first asked for. */
export interface Service {
  readonly orders: MessagePort
  /** Rows go here; `bell` counts the news sent, for a main thread that sleeps on it. */
  readonly news: MessagePort
  readonly bell: Int32Array
  readonly library: () => Library
  readonly csv: () => typeof import('csv-parse')
}

interface OpenBook {
  readonly source: Sources.Source
  readonly maxCells: number
}

interface Pass {
  credit: number
  stopped: boolean
  wake: () => void
}

/** Answers orders until the thread is ended. */
export function serve(service: Service): void {
  const books = new Map<number, OpenBook>()
  const passes = new Map<number, Pass>()
  service.orders.on('message', (order: Order) => {
    if (order.do === 'load') service.library()
    else if (order.do === 'open') void open(service, order, books)
    else if (order.do === 'close') books.delete(order.book)
    else if (order.do === 'read') void read(service, order, books.get(order.book), passes)
    else nudge(passes.get(order.pass), order.do === 'more' ? order.blocks : null)
  })
}

async function open(
  { orders, library, csv }: Service,
  { book, content, maxCells, exact }: Extract<Order, { do: 'open' }>,
  books: Map<number, OpenBook>,
): Promise<void> {
  const answer = (opened: Opened): void => orders.postMessage(opened)
  try {
    const source = await sourceOf(content, exact, { library, csv })
    books.set(book, { source, maxCells })
    answer({ book, sheets: source.sheets })
  } catch (error) {
    answer({ book, failure: failureOf(error) })
  }
}

async function sourceOf(
  content: Content,
  exact: boolean,
  { library, csv }: Pick<Service, 'library' | 'csv'>,
): Promise<Sources.Source> {
  if (content.kind === 'text') return textSource(csv(), content)
  if (content.kind === 'html') return pageSource(content.text)
  if (content.kind === 'book') return bookSource(library(), content, exact)
  return packageSource(library(), content, exact)
}

/** Sends the rows of a sheet, never more than a few blocks ahead of who reads them. */
async function read(
  { news, bell }: Service,
  { sheet, pass: id, blocks }: Extract<Order, { do: 'read' }>,
  book: OpenBook | undefined,
  passes: Map<number, Pass>,
): Promise<void> {
  const pass: Pass = { credit: blocks, stopped: false, wake: () => undefined }
  passes.set(id, pass)
  const tell = (what: PassNews): void => {
    news.postMessage(what)
    Atomics.add(bell, 0, 1)
    Atomics.notify(bell, 0)
  }
  try {
    for await (const block of withinLimit(book, sheet)) {
      for (const portion of portionsOf(block)) {
        await turnOf(pass)
        if (pass.stopped) return
        pass.credit -= 1
        tell({ pass: id, block: portion })
      }
    }
    tell({ pass: id, end: true })
  } catch (error) {
    tell({ pass: id, failure: failureOf(error) })
  } finally {
    passes.delete(id)
  }
}

async function* withinLimit(book: OpenBook | undefined, sheet: number): AsyncGenerator<RowBlock> {
  let left = book?.maxCells ?? 0
  for await (const block of book?.source.rows(sheet) ?? []) {
    left -= cellsIn(block)
    if (left < 0) throw Object.assign(new Error('cells'), { code: 'TOO_MANY_CELLS' })
    yield block
  }
}

/** A message of more than 100 kB would be put among the old objects of the thread that gets it, and stay for long. */
function* portionsOf({ rows, odd }: RowBlock): Generator<RowBlock> {
  let portion: RowText[] = []
  let bytes = 0
  for (const row of rows) {
    if (!row.hidden && row.cells.every((cell) => cell === '')) continue
    portion.push(row)
    for (const cell of row.cells) bytes += 2 * cell.length + 8
    if (bytes < 64_000) continue
    yield { rows: portion, odd: [] }
    portion = []
    bytes = 0
  }
  if (portion.length > 0 || odd.length > 0) yield { rows: portion, odd }
}

/** Waits until the reader has taken enough, or wants no more. */
async function turnOf(pass: Pass): Promise<void> {
  while (pass.credit === 0 && !pass.stopped) {
    await new Promise<void>((done) => {
      pass.wake = done
    })
  }
}

function cellsIn({ rows }: RowBlock): number {
  let cells = 0
  for (const row of rows) {
    cells += 1
    for (const cell of row.cells) if (cell !== '') cells += 1
  }
  return cells
}

/** More blocks are wanted, or none at all. */
function nudge(pass: Pass | undefined, blocks: number | null): void {
  if (pass === undefined) return
  if (blocks === null) pass.stopped = true
  else pass.credit += blocks
  pass.wake()
}

function failureOf(error: unknown): Failure {
  const { code, lines, message } = error as { code?: string; lines?: number; message?: string }
  if (code === 'TOO_MANY_CELLS') return { why: 'cells', at: '' }
  if (code === 'FILE_CHANGED') return { why: 'changed', at: '' }
  if (code === 'CSV_QUOTE_NOT_CLOSED') return { why: 'quote', at: String(lines ?? 1) }
  return { why: 'content', at: String(message ?? error) }
}

/** What the worker gets of this file. */
export const workerFunctions = [
  serve,
  open,
  sourceOf,
  read,
  withinLimit,
  portionsOf,
  turnOf,
  cellsIn,
  nudge,
  failureOf,
]
