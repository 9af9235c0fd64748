import { readFile } from 'node:fs/promises'
import { AppError } from '../errors/index.js'
import { isProvince } from './codes.js'

/** Division codes of six digits and their names (GB/T 2260). */
export interface Regions {
  /** Whether the six digits are a province, a city, a county, the districts of a city (`..01`), or the state (100000). */
  has(code: string): boolean
  /** The county's name, null when it is none. */
  nameOf(code: string): string | null
}

/** Not in the table: Taiwan, Hong Kong, Macao, and the state itself, which registers its own organs as 100000. */
const BEYOND = /^(?:71|81|82)\d{4}$|^[01]00000$/u

/** Reads `code,name` lines; lines that start with # are notes. Error: HK-ITEM-009 with the line that is neither. */
export async function loadRegions(file: string): Promise<Regions> {
  const counties = new Map<string, string>()
  const lines = (await readFile(file, 'utf8')).split('\n')
  lines.forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return
    const [, code, name] = /^(\d{6}),(.+)$/u.exec(line) ?? []
    if (code === undefined || name === undefined)
      throw new AppError('HK-ITEM-009', { file, line: index + 1 })
    counties.set(code, name)
  })
  return regionsOf(counties)
}

function regionsOf(counties: ReadonlyMap<string, string>): Regions {
  const cities = new Set([...counties.keys()].map((code) => code.slice(0, 4)))
  return {
    has(code) {
      if (counties.has(code) || BEYOND.test(code)) return true
      if (/^\d{2}0000$/u.test(code)) return isProvince(code.slice(0, 2))
      return /^\d{4}0[01]$/u.test(code) && cities.has(code.slice(0, 4))
    },
    nameOf: (code) => counties.get(code) ?? null,
  }
}
