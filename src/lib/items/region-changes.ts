import { readFile } from 'node:fs/promises'
import { AppError } from '../errors/index.js'
import type { Regions } from './regions.js'

/** The last year that the tables of division codes know: their edition. */
export const REGION_EDITION = 2023

/**
 * The code of a division in a year, or why nobody can say it. `divided`: its land went to several, `among` them; `reused`: two
 * divisions bore the code; `later`: it began after that year; `unknown`: it is in no table.
 */
export type RegionIn =
  | { readonly code: string }
  | { readonly fault: 'unknown' }
  | { readonly fault: 'reused' | 'later' }
  | { readonly fault: 'divided'; readonly among: readonly string[] }

/** The years in which a division bore a code, and the codes under which its land is from `ended` on. */
interface Life {
  readonly begun: number
  readonly ended: number
  readonly to: readonly string[]
}

/** Division codes through the years (GB/T 2260). */
export interface RegionYears {
  /** The code under which the division of an older code stood in a year. */
  in(code: string, year: number): RegionIn
}

const LINE = /^(\d{6}),[^,]+,(\d{4})?,(?:(\d{4}),(\d{6}(?: \d{6})*)|,)$/u

/** Reads `code,name,begun,ended,to` lines; lines that start with # are notes. Error: HK-ITEM-009 with the line that is neither. */
export async function loadRegionYears(file: string, regions: Regions): Promise<RegionYears> {
  const lives = new Map<string, Life[]>()
  const lines = (await readFile(file, 'utf8')).split('\n')
  lines.forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return
    const [, code, begun, ended, to] = LINE.exec(line) ?? []
    if (code === undefined) throw new AppError('HK-ITEM-009', { file, line: index + 1 })
    const life = {
      begun: Number(begun ?? 0),
      ended: Number(ended ?? Infinity),
      to: to?.split(' ') ?? [],
    }
    lives.set(code, [...(lives.get(code) ?? []), life])
  })
  return {
    in(code, year) {
      const [life, second] = lives.get(code) ?? []
      if (second !== undefined) return { fault: 'reused' }
      if (life === undefined && !regions.has(code)) return { fault: 'unknown' }
      return life !== undefined && life.begun > year
        ? { fault: 'later' }
        : follow(code, life, year, lives)
    },
  }
}

function follow(
  code: string,
  life: Life | undefined,
  year: number,
  lives: ReadonlyMap<string, readonly Life[]>,
): RegionIn {
  if (life === undefined || life.ended > year) return { code }
  const { ended, to } = life
  const [next, other] = to
  if (next === undefined || other !== undefined) return { fault: 'divided', among: to }
  const then = lives.get(next)?.find((one) => one.begun <= ended && ended < one.ended)
  return follow(next, then, year, lives)
}
