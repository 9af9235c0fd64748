import { readFile } from 'node:fs/promises'
import { AppError } from '../errors/index.js'
import type { Regions } from './regions.js'

/** The last year that the tables of division codes know: their edition. */
export const REGION_EDITION = 2023

/** Why nobody can say under which code a division stood in a year. */
export type RegionFault = 'unknown' | 'divided' | 'reused' | 'later'

/** The code of a division in a year, or why there is none. */
export type RegionIn = { readonly code: string } | { readonly fault: RegionFault }

/** A code that ended: from `year` on the division is under `to`, null when its land went to several. */
interface Ended {
  readonly year: number
  readonly to: string | null
}

/** Division codes through the years (GB/T 2260). */
export interface RegionYears {
  /**
   * The code under which the division of an older code stood in a year. `divided`: its land went to several; `reused`: the
   * code is another division's today; `later`: it began after that year; `unknown`: it is in no table.
   */
  in(code: string, year: number): RegionIn
}

const LINE = /^(\d{6}),([^,]+),(\d{4}),(\d{6})?,(\+?)$/u

/** Reads `code,name,year,to,begun` lines; lines that start with # are notes. Error: HK-ITEM-009 with the line that is neither. */
export async function loadRegionYears(file: string, regions: Regions): Promise<RegionYears> {
  const ended = new Map<string, Ended>()
  const began = new Map<string, number>()
  const lines = (await readFile(file, 'utf8')).split('\n')
  lines.forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return
    const [, code, , year, to, isNew] = LINE.exec(line) ?? []
    if (code === undefined || (to === undefined && isNew === '+'))
      throw new AppError('HK-ITEM-009', { file, line: index + 1 })
    ended.set(code, { year: Number(year), to: to ?? null })
    if (to !== undefined && isNew === '+') began.set(to, Number(year))
  })
  return { in: (code, year) => follow(code, year, { regions, ended, began }) }
}

interface Tables {
  readonly regions: Regions
  readonly ended: ReadonlyMap<string, Ended>
  readonly began: ReadonlyMap<string, number>
}

function follow(code: string, year: number, { regions, ended, began }: Tables): RegionIn {
  const end = ended.get(code)
  if (end === undefined && !regions.has(code)) return { fault: 'unknown' }
  if (end !== undefined && regions.has(code)) return { fault: 'reused' }
  if ((began.get(code) ?? 0) > year) return { fault: 'later' }
  if (end === undefined || end.year > year) return { code }
  if (end.to === null) return { fault: 'divided' }
  return follow(end.to, year, { regions, ended, began })
}
