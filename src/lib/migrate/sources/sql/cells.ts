import type { Cell } from '../model.js'

/** Text, numbers and bytes as they are, NULL as null. */
export function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Uint8Array) return value
  return String(value)
}

/** Bytes as text of an encoding. */
export function decoded(encoding: string): (value: unknown) => Cell {
  const decoder = new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding)
  return (value) => (value instanceof Uint8Array ? decoder.decode(value) : plain(value))
}

/** Digits as a number when a number holds them all. */
export function integer(value: unknown): Cell {
  const small = Number(value)
  return value !== null && Number.isSafeInteger(small) ? small : plain(value)
}

/** A field of bits as the number it stands for. */
export function bits(value: unknown): Cell {
  if (!(value instanceof Uint8Array)) return plain(value)
  return integer(String(value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)))
}

/** A float as the number that it is; text where it is none (`NaN`, `Infinity`). */
export function number(value: unknown): Cell {
  const found = Number(value)
  return value !== null && Number.isFinite(found) ? found : plain(value)
}

/**
 * A float of 32 bits as the number of cents that is this float, or else the shortest number: MySQL itself writes six
 * digits of it, 1234570 for 1234567.
 */
export function single(value: unknown): Cell {
  const found = number(value)
  if (typeof found !== 'number') return found
  const own = Math.fround(found)
  const written = [own.toFixed(2), ...[6, 7, 8, 9].map((digits) => own.toPrecision(digits))]
  return written.map(Number).find((one) => Math.fround(one) === own) ?? own
}
