import type { EntityText } from '../mapping/schema.js'
import { fieldOf } from '../mapping/schema.js'
import type { Cell } from '../sources/index.js'

/** One side of an entity, added up by the groups of its mapping. */
export interface Tally {
  readonly add: (values: readonly Cell[]) => void
  /** By group and measure: `民政局 · 2014 · closed` -> `count` -> `120`. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** The group that a row belongs to. */
  readonly groupOf: (values: readonly Cell[]) => string
  /** Fields to be summed that hold something which is no number: their sums say nothing. */
  readonly notNumbers: ReadonlySet<string>
}

/** A measure of both sides. */
export interface Compared {
  readonly level: 1 | 2
  readonly group: string
  readonly measure: string
  readonly source: string
  readonly target: string
  /** Null: something in the field is no number, the sums say nothing. */
  readonly isEqual: boolean | null
}

/** Decimals are added up as whole millionths, never as floats. */
const MILLION = 1_000_000n

/** Begins to add up rows of an entity: counts by group, sums, least, greatest, how many different. */
export function tallyOf({ measure }: EntityText, fields: readonly string[]): Tally {
  const group = measure.group.map((text) => groupReader(text, fields))
  const sums = measure.sum.map((name) => [name, fields.indexOf(name)] as const)
  const distinct = measure.distinct.map(
    (name) => [name, fields.indexOf(name), new Set<string>()] as const,
  )
  const found = new Map<string, { count: number; sums: bigint[]; ends: [bigint, bigint][] }>()
  const notNumbers = new Set<string>()
  const groupOf = (values: readonly Cell[]) => group.map((read) => read(values)).join(' · ')
  return {
    groupOf,
    notNumbers,
    add: (values) => {
      const key = groupOf(values)
      const own = found.get(key) ?? { count: 0, sums: sums.map(() => 0n), ends: [] }
      found.set(key, own)
      own.count += 1
      for (const [at, [name, index]] of sums.entries()) {
        if (!addTo(own, at, values[index] ?? null)) notNumbers.add(name)
      }
      for (const [, index, seen] of distinct)
        if (values[index] !== null) seen.add(String(values[index]))
    },
    get groups() {
      const all = new Map<string, ReadonlyMap<string, string>>()
      for (const [key, own] of found) {
        const measures = sums.flatMap(([name], at) => [
          [`sum(${name})`, decimal(own.sums[at] ?? 0n)] as const,
          [`min(${name})`, own.ends[at] === undefined ? '' : decimal(own.ends[at][0])] as const,
          [`max(${name})`, own.ends[at] === undefined ? '' : decimal(own.ends[at][1])] as const,
        ])
        all.set(key, new Map([['count', String(own.count)], ...measures]))
      }
      const whole = distinct.map(
        ([name, , seen]) => [`distinct(${name})`, String(seen.size)] as const,
      )
      return whole.length === 0 ? all : all.set('*', new Map(whole))
    },
  }
}

/** False for what is no number. */
function addTo(
  own: { sums: bigint[]; ends: [bigint, bigint][] },
  at: number,
  value: Cell,
): boolean {
  if (value === null) return true
  const micro = millionths(String(value))
  if (micro === null) return false
  const [least, most] = own.ends[at] ?? [micro, micro]
  own.sums[at] = (own.sums[at] ?? 0n) + micro
  const isLeast = micro < least
  const isMost = micro > most
  own.ends[at] = [isLeast ? micro : least, isMost ? micro : most]
  return true
}

function millionths(text: string): bigint | null {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole === undefined) return null
  const value = BigInt(whole) * MILLION + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  return sign === '-' ? -value : value
}

function decimal(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(7, '0')
  const fraction = digits.slice(-6).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`
}

function groupReader(text: string, fields: readonly string[]) {
  const index = fields.indexOf(fieldOf(text))
  const length = text.startsWith('year(') ? 4 : text.startsWith('month(') ? 7 : undefined
  return (values: readonly Cell[]) => String(values[index] ?? '').slice(0, length) || '（空）'
}

/** Every measure of either side; what one side does not have is ''. */
export function compared(source: Tally, target: Tally): readonly Compared[] {
  const [a, b] = [source.groups, target.groups]
  const odd = [...source.notNumbers, ...target.notNumbers].flatMap((name) =>
    ['sum', 'min', 'max'].map((of) => `${of}(${name})`),
  )
  const verdictOf = (measure: string, left: string, right: string) => ({
    ...{ source: left, target: right, isEqual: odd.includes(measure) ? null : left === right },
  })
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((group) => {
    const [left, right] = [a.get(group), b.get(group)]
    const measures = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])]
    return measures.map((measure) => ({
      ...{ level: measure === 'count' ? (1 as const) : (2 as const), group, measure },
      ...verdictOf(measure, left?.get(measure) ?? '', right?.get(measure) ?? ''),
    }))
  })
}
