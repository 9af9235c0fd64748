import { type Charset, decodeText } from '../../../hall/index.js'
import type { Cell } from '../../sources/index.js'

/** A row as a line of RFC 4180: nothing for an empty value, `""` for an empty text, bytes as hex. No value is changed. */
export function lineOf(values: readonly Cell[]): string {
  return `${values.map(fieldOf).join(',')}\r\n`
}

/** A value as the file holds it. */
export function textOf(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'object' ? Buffer.from(cell).toString('hex') : String(cell)
}

/** The characters of a text that an encoding lacks; it would have others in their place. */
export function lostSigns(text: string, { encode, name }: Charset): string {
  const isWhole = (some: string) => decodeText(encode(some), name) === some
  return isWhole(text) ? '' : [...new Set(text)].filter((sign) => !isWhole(sign)).join('')
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  const text = textOf(cell)
  return text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
