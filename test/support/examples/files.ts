import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'

/** Files of an example by their path in its folder. */
export type ExampleFiles = ReadonlyMap<string, Buffer>

/** Text as old Chinese programs stored it. */
export function gbk(text: string): Buffer {
  return iconv.encode(text, 'gb18030')
}

/** Numbers 0 to n-1 that look random and are the same on every machine. */
export function seeded(seed: string): (n: number) => number {
  let round = 0
  return (n) => {
    round += 1
    return createHash('sha256').update(`${seed} ${round}`).digest().readUInt32LE(0) % n
  }
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A number of 18 digits that nobody can have: its check digit is the one behind the right one. */
export function nobodysNumber(region: string, born: string, seq: number): string {
  const seventeen = `${region}${born}${String(seq).padStart(3, '0')}`
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(seventeen[at]), 0)
  const right = '10X98765432'[sum % 11] ?? '0'
  return seventeen + (right === 'X' ? '1' : String((Number(right) + 1) % 10))
}

/** A whole number with leading zeros. */
export function digits(n: number, length: number): string {
  return String(n).padStart(length, '0')
}
