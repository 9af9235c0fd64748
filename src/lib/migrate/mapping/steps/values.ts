import { createHash } from 'node:crypto'
import { z } from 'zod'
import { flaw } from '../../flaw.js'
import type { Cell } from '../../sources/index.js'
import { halfWidth, onText, type StepKind, shown, simple, step } from './model.js'

const word = z.string()
const column = word.min(1)
const scalar = z.union([word, z.number(), z.boolean(), z.null()])

/** Values of any kind: where they come from, what stands for an empty one, numbers, yes and no. */
export const valueSteps = {
  get: step(
    column,
    (name, kit) => {
      const read = kit.column(name)
      return (_, row) => given(read(row))
    },
    true,
  ),
  /** The first of several columns that is not empty. */
  first: step(
    z.array(column).min(2),
    (names, kit) => {
      const reads = names.map(kit.column)
      return (_, row) => reads.map((read) => read(row)).find((cell) => !isEmpty(cell)) ?? null
    },
    true,
  ),
  /** Several columns and texts in a row; empty ones are left out. */
  concat: step(
    z.strictObject({ columns: z.array(column).min(2), with: word.default('') }),
    (parts, kit) => {
      const reads = parts.columns.map(kit.column)
      return (_, row) => {
        const found = reads.map((read) => read(row)).filter((cell) => !isEmpty(cell))
        return found.map((cell) => String(cell).trim()).join(parts.with) || null
      }
    },
    true,
  ),
  const: step(scalar, (value) => () => plain(value), true),
  default: step(scalar, (value) => (found) => found ?? plain(value), true),
  required: simple((value) => value ?? flaw('HK-MIG-301', {}), true),
  /** Values that stand for nothing: `-`, `无`, `1900-01-01`. */
  null_if: step(z.union([scalar, z.array(scalar).min(1)]), (values) => {
    const empty = new Set([values].flat().map((value) => String(plain(value))))
    return (value) => (empty.has(String(value)) ? null : value)
  }),
  int: simple(
    onText((text) => {
      const digits = plainNumber(text)
      const value = Number(digits)
      if (!/^-?\d+(?:\.0+)?$/.test(digits)) return flaw('HK-MIG-304', { text: shown(text) })
      return Number.isSafeInteger(value) ? value : digits.replace(/\.0+$/, '')
    }),
  ),
  /** A decimal as text with so many places, never through a float; more places than that are refused, not rounded. */
  decimal: step(z.int().min(0).max(12), (places) => onText((text) => decimal(text, places))),
  one_of: step(z.array(word).min(1), (allowed) => {
    const known = new Set(allowed)
    return onText((text) =>
      known.has(text) ? text : flaw('HK-MIG-312', { text: shown(text), allowed }),
    )
  }),
  between: step(z.strictObject({ min: z.number(), max: z.number() }), ({ min, max }) => (value) => {
    const number = Number(value)
    const text = shown(String(value))
    return number >= min && number <= max ? value : flaw('HK-MIG-313', { text, min, max })
  }),
  /** 1 or 0 of 是/否, 有/无, Y/N, T/F, 1/0, 真/假. */
  yes_no: simple(
    onText((text) => {
      const sign = text.trim().toUpperCase()
      if (YES.has(sign)) return 1
      return NO.has(sign) ? 0 : flaw('HK-MIG-312', { text: shown(text), allowed: ['是', '否'] })
    }),
  ),
  /** sha-256 of the value, for scans and for keys made of content. */
  sha256: simple((value) => {
    const bytes = value instanceof Uint8Array ? value : String(value)
    return createHash('sha256').update(bytes).digest('hex')
  }),
  /** Length in bytes (of text: as UTF-8). */
  size: simple((value) =>
    value instanceof Uint8Array ? value.length : Buffer.byteLength(String(value)),
  ),
} satisfies Record<string, StepKind>

const YES = new Set(['1', 'Y', 'YES', 'T', 'TRUE', '是', '有', '真', '.T.'])
const NO = new Set(['0', 'N', 'NO', 'F', 'FALSE', '否', '无', '假', '.F.'])

function isEmpty(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}

/** An empty text is no value; a character that was lost in decoding (U+FFFD) is never passed on. */
function given(cell: Cell): Cell | ReturnType<typeof flaw> {
  if (typeof cell !== 'string') return cell
  if (cell === '') return null
  return cell.includes('\ufffd') ? flaw('HK-MIG-202', {}) : cell
}

function plain(value: z.output<typeof scalar>): Cell {
  return typeof value === 'boolean' ? Number(value) : value
}

/** Half-width, without thousands separators and signs of currency. */
export function plainNumber(text: string): string {
  return /^[\d.]*$/.test(text) ? text : halfWidth(text).replace(/[\s,￥¥]|元$/gu, '')
}

function decimal(text: string, places: number) {
  const [, sign, whole, fraction = ''] = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(plainNumber(text)) ?? []
  if (whole === undefined) return flaw('HK-MIG-304', { text: shown(text) })
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > places) return flaw('HK-MIG-315', { text: shown(text), places })
  const number = `${whole.replace(/^0+(?=\d)/, '')}${places > 0 ? `.${kept.padEnd(places, '0')}` : ''}`
  return sign === '-' && /[1-9]/.test(number) ? `-${number}` : number
}
