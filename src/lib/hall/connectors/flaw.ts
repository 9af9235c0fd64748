import { type Finding, type FindingParams, found } from '../../errors/index.js'

type Path = readonly PropertyKey[]

/** Something wrong with a connector file, and where: a code with everything but its place. */
export interface Flaw {
  readonly path: Path
  readonly tell: (place: Place) => Finding
}

/** Where in a connector file something stands. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly at: string
}

type LintCode =
  | 'HK-CONN-101'
  | 'HK-CONN-102'
  | 'HK-CONN-103'
  | 'HK-CONN-104'
  | 'HK-CONN-105'
  | 'HK-CONN-106'
  | 'HK-CONN-107'
  | 'HK-CONN-108'
  | 'HK-CONN-109'
  | 'HK-CONN-110'

/** A flaw of a code; its parameters without the place, which is looked up later. */
export function flaw<C extends LintCode>(
  code: C,
  path: Path,
  params: Omit<FindingParams<C>, keyof Place>,
): Flaw {
  return { path, tell: (place) => found(code, { ...place, ...params } as FindingParams<C>) }
}
