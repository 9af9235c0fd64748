import { fits, type SourceOptions, type SourceTable } from '../sources/index.js'

/** So many tables of one form are read as one. */
const FEWEST = 3
/** With fewer columns, tables of code lists look alike that are none the same. */
const TELLING = 5

/** A source whose tables of one form (a file for every year or unit) are read together; as it is when there are none. */
export function withAlike(options: SourceOptions, tables: readonly SourceTable[]): SourceOptions {
  if (!('together' in options) || Object.keys(options.together).length > 0) return options
  const all = tables.map(({ name }) => name)
  const groups = [...new Set(tables.map(formOf))].map((form) =>
    tables.filter((table) => formOf(table) === form),
  )
  const alike = groups.filter((group) => group.length >= FEWEST)
  if (alike.length === 0) return options
  const named = alike.map((group, at) => {
    const names = group.map(({ name }) => name)
    return [`各表${at === 0 ? '' : at + 1}`, patternFor(names, all)] as const
  })
  return { ...options, together: Object.fromEntries(named) }
}

/** The same for tables of one form: many columns of the same names, or few ones in tables whose names differ in a number only. */
function formOf({ name, columns }: SourceTable): string {
  const own = columns.map((column) => column.name).filter((column) => !/^#\d+$/.test(column))
  if (own.length === 0) return name
  const numbers = /[\d〇零一二三四五六七八九十年月季度_-]+/gu
  return JSON.stringify([own.length >= TELLING ? '' : name.replace(numbers, ''), own])
}

/** A pattern that fits these names and no others; the names themselves where there is none. */
function patternFor(names: readonly string[], all: readonly string[]): string | string[] {
  const pattern = `${shared(names)}*${reversed(shared(names.map(reversed)))}`
  const found = all.filter((name) => fits(name, pattern))
  return found.length === names.length ? pattern : [...names]
}

/** What all names begin with; no digits at its end, for they are what tells the names apart. */
function shared([first = '', ...others]: readonly string[]): string {
  let size = first.length
  for (const other of others) {
    while (!other.startsWith(first.slice(0, size))) size -= 1
  }
  return first.slice(0, size).replace(/\d+$/, '')
}

function reversed(text: string): string {
  return [...text].reverse().join('')
}
