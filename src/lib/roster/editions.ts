import { basename, extname } from 'node:path'
import { type Finding, found } from '../errors/index.js'
import { fold } from '../text/index.js'
import type { StoredRecord } from '../workspace/index.js'
import { claimOf } from './claims.js'
import type { Person } from './model.js'

type Claim = StoredRecord<Person>

/** What counts of all claims, and which sheets stand in the place of others. */
export interface Standing {
  readonly claims: readonly Claim[]
  readonly findings: readonly Finding[]
}

/** A file name without its mark of correction; `rank` is 0 for an original. */
interface Edition {
  readonly stem: string
  readonly rank: number
}

/**
 * Leaves out what an older edition of a sheet said of people whom a newer one names: 人员表.xlsx, then 人员表（改）.xlsx. `words`
 * mark corrections, the stronger ones later; a number behind the word counts (改2). The names of files decide, never the time
 * of import. Whom the newer edition does not name stays as the older one said.
 */
export function standingClaims(claims: readonly Claim[], words: readonly string[]): Standing {
  const edition = editionReader(words)
  const series = new Map<string, Map<string, Claim[]>>()
  for (const claim of claims) {
    const files = nested(series, `${claimOf(claim.key).form} ${edition(claim.source.file).stem}`)
    const list = files.get(claim.source.file)
    if (list) list.push(claim)
    else files.set(claim.source.file, [claim])
  }
  const outcomes = [...series.values()].flatMap((files) => superseded(files, edition))
  const gone = new Set(outcomes.flatMap(({ gone: some }) => some))
  const standing = gone.size === 0 ? claims : claims.filter((claim) => !gone.has(claim))
  return { claims: standing, findings: outcomes.map(({ finding }) => finding) }
}

function nested<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const inner = map.get(key) ?? new Map<string, V>()
  map.set(key, inner)
  return inner
}

interface Superseded {
  readonly gone: readonly Claim[]
  readonly finding: Finding
}

/** Each edition against all newer ones of its series, the oldest first. */
function superseded(
  files: ReadonlyMap<string, readonly Claim[]>,
  edition: (file: string) => Edition,
): readonly Superseded[] {
  if (files.size < 2) return []
  return [...files].flatMap(([file, claims]) => {
    const { rank } = edition(file)
    const newer = [...files.keys()].filter((other) => edition(other).rank > rank).sort()
    const corrections = newer.flatMap((other) => files.get(other) ?? [])
    const named = new Set(corrections.flatMap(namesOf))
    const units = new Set(corrections.map(({ unit }) => unit))
    const gone = claims.filter((claim) => namesOf(claim).some((name) => named.has(name)))
    if (gone.length === 0) return []
    const [newest = ''] = newer.sort((a, b) => edition(b).rank - edition(a).rank)
    const left = claims
      .filter((claim) => units.has(claim.unit) && !gone.includes(claim))
      .map(({ data }) => data.name)
    const params = { newer: basename(newest), people: gone.length, left }
    return [{ gone, finding: found('HK-ROST-115', params, { file }) }]
  })
}

function namesOf({ unit, data: { name, workNo } }: Claim): readonly string[] {
  return [`${unit}/${fold(name)}`, ...(workNo === null ? [] : [`${unit}#${fold(workNo)}`])]
}

function editionReader(words: readonly string[]): (file: string) => Edition {
  const marks = [...words].sort((a, b) => b.length - a.length).map(fold)
  const pattern = new RegExp(`^(.+?)(${marks.join('|')})(\\d*)$`, 'u')
  const known = new Map<string, Edition>()
  return (file) => {
    const before = known.get(file)
    if (before) return before
    const plain = fold(basename(file, extname(file))).replace(/[()[\]【】_\-—.、，,]+/gu, '')
    const [, stem = plain, word, serial = ''] = pattern.exec(plain) ?? []
    const strength = word === undefined ? 0 : 1 + words.findIndex((one) => fold(one) === word)
    const made = { stem, rank: strength * STRONGER + Number(serial) }
    known.set(file, made)
    return made
  }
}

/** More than any number behind a word. */
const STRONGER = 1e9
