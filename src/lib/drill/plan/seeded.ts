import { createHash } from 'node:crypto'

/** A number in [0, 1) that depends on the seed and the name only, never on the order of asking. */
export function chance(seed: number, name: string): number {
  return createHash('sha256').update(`${seed}\n${name}`).digest().readUInt32BE(0) / 2 ** 32
}

/** One of the list, by seed and name; null when the list is empty. */
export function pick<T>(list: readonly T[], seed: number, name: string): T | null {
  return list[Math.floor(chance(seed, name) * list.length)] ?? null
}

/** Seconds between the bounds, on whole half minutes like the bounds themselves. */
export function duration(range: readonly [number, number], seed: number, name: string): number {
  const [from, to] = range
  const places = (to - from) / 30 + 1
  return from + 30 * Math.floor(chance(seed, name) * places)
}

/** The key that makes an act repeatable without doubling: the same for every attempt of a run. */
export function idempotencyKey(run: string, key: string): string {
  return createHash('sha256').update(`${run}\n${key}`).digest('hex').slice(0, 32)
}

/** Whether a tag was made by `idempotencyKey`: an act of some run of ours, not of a person. */
export function isRobotTag(tag: string): boolean {
  return /^[0-9a-f]{32}$/.test(tag)
}
