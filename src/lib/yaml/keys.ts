import { type Document, isScalar, type Pair, type ParsedNode, visit } from 'yaml'
import { AppError, together } from '../errors/index.js'
import type { Places } from './places.js'

interface Site {
  readonly file: string
  readonly places: Places
  readonly source: string
}

/**
 * Refuses keys that would be lost in silence: said twice (HK-YAML-002), or special to JavaScript objects (HK-YAML-003).
 * One pass over the document; the library compares every key of a mapping with every other.
 */
export function refuseKeys(document: Document, { file, places, source }: Site): void {
  const twice: number[] = []
  visit(document, {
    Map: (_, { items }) => {
      twice.push(...repeated(items as Pair<ParsedNode>[]))
    },
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== '__proto__' || !key.range) return
      const place = { file, ...places.at(key.range[0]) }
      throw new AppError('HK-YAML-003', {
        ...place,
        key: key.value,
        path: '',
        known: [],
        nearest: [],
      })
    },
  })
  if (twice.length === 0) return
  const refused = twice
    .toSorted((a, b) => a - b)
    .map((at) => {
      const key = source.slice(at).split(/[:\n]/, 1)[0] ?? ''
      return new AppError('HK-YAML-002', { file, ...places.at(at), key: key.trim() })
    })
  throw together(refused)
}

/** Where keys stand that the mapping holds already. */
function repeated(pairs: readonly Pair<ParsedNode>[]): number[] {
  const seen = new Set<unknown>()
  return pairs.flatMap(({ key }) => {
    if (!isScalar(key)) return []
    const isNew = !seen.has(key.value)
    seen.add(key.value)
    return isNew ? [] : [key.range[0]]
  })
}
