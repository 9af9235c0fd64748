import type { Book, OpenBook, OpenSheet, Sheet } from './model.js'
import { openBook, openBytes, type ReadBookOptions } from './open-book.js'

/** Reads a table file whole, as `openBook` opens it; errors are the same. */
export async function readBook(path: string, options: ReadBookOptions = {}): Promise<Book> {
  return closed(await openBook(path, options))
}

/** The same for bytes in hand; `file` is the name to show. */
export async function readBytes(
  bytes: Uint8Array,
  file: string,
  options: ReadBookOptions = {},
): Promise<Book> {
  return closed(await openBytes(bytes, file, options))
}

/** All that an open book holds; it stays open. */
export function wholeBook({ close: _, sheets, ...book }: OpenBook): Book {
  return { ...book, sheets: sheets.map(wholeSheet) }
}

function closed(book: OpenBook): Book {
  try {
    return wholeBook(book)
  } finally {
    book.close()
  }
}

function wholeSheet({ head: _, rows: open, suspicious, ...about }: OpenSheet): Sheet {
  const rows = [...open]
  const columns = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  const height = rows.length
  const merges = about.merges.filter((range) => Number(/\d+/.exec(range)?.[0]) <= height)
  return { ...about, merges, columns, rows, suspicious: suspicious() }
}
