import type { Profile } from '../profile/model.js'
import { type SourceOptions, sourceOptions } from '../sources/index.js'
import { entityLines } from './entity.js'
import { type ColumnGuess, guessTable, type TableGuess } from './guess.js'
import type { Meanings } from './meanings.js'
import type { StarterEntity } from './model.js'
import { flowOf, freeName, oneLine } from './text.js'

/** A mapping that somebody begins with. */
export interface Starter {
  readonly text: string
  readonly entities: number
  /** How many places wait for somebody's decision. */
  readonly todos: number
}

/**
 * A mapping of what a profile shows, for people to complete: it can be linted and planned at once. What is known stands there
 * with its reason; what is not is left out, with a TODO and what it may be. `system` names the old system, `path` says how a
 * source is written from the mapping's folder.
 */
export function starterMapping(
  profile: Profile,
  meanings: Meanings,
  {
    system,
    schemaUrl,
    sources,
  }: { system: string; schemaUrl: string; sources: readonly SourceOptions[] },
): Starter {
  const guesses = profile.tables.map((table) => guessTable(table, meanings))
  const known = knownEntities(guesses, meanings, profile)
  const unknown = unknownEntities(guesses, known, profile)
  const filled = unknown.filter(({ table }) => table.rows > 0)
  const entities = [known, filled, unknown].find((some) => some.length > 0) ?? []
  const others = unknown.filter((one) => !entities.includes(one))
  const codes = new Map<string, readonly string[]>()
  const written = (one: StarterEntity) => entityLines(one, { entities, meanings, codes })
  const lines = [
    `# yaml-language-server: $schema=${schemaUrl}`,
    '# 由 hallkit migrate profile 起草。TODO 处须由熟悉旧系统的人定；定完删去注释，再用 migrate lint 检查、migrate plan 试算。',
    ...['version: 1', `system: ${system}`, ...sourceLines(sources)],
    ...['target: { driver: sqlite, path: hall.sqlite }', 'limits: { quarantine: { ratio: 0.02 } }'],
    ...(entities.length === 0 ? ['entities: {}'] : ['entities:', ...entities.flatMap(written)]),
    ...others.flatMap((one) => setAside(one, written)),
    ...(codes.size === 0 ? [] : ['codes:', ...[...codes.values()].flat()]),
  ]
  const text = `${lines.join('\n')}\n`
  return { text, entities: entities.length, todos: (text.match(/# TODO/g) ?? []).length }
}

/** In the order in which they migrate; a second table of one entity gets a number. */
function knownEntities(
  guesses: readonly TableGuess[],
  meanings: Meanings,
  profile: Profile,
): readonly StarterEntity[] {
  return meanings.entities.flatMap(({ id, title, table: to }) =>
    guesses
      .filter(({ entity }) => entity?.id === id)
      .map((guess, index) => {
        const nth = index === 0 ? '' : `_${index + 1}`
        const references = profile.references.filter(({ table }) => table === guess.table.name)
        const source = sourceOf(guess, profile)
        return { ...guess, id: id + nth, title, to: to + nth, source, references }
      }),
  )
}

/** Tables of which nobody knows what they are: every column as it is, under its own name. */
function unknownEntities(
  guesses: readonly TableGuess[],
  known: readonly StarterEntity[],
  profile: Profile,
): readonly StarterEntity[] {
  const taken = new Set(known.map(({ id }) => id))
  return guesses.flatMap((guess) => {
    if (guess.entity !== null || guess.columns.length === 0) return []
    const { name } = guess.table
    const id = freeName(wordOf(name), taken)
    const columns = guess.columns.map((one) => ({ ...one, is: asItIs(one), candidates: [] }))
    const source = sourceOf(guess, profile)
    return [{ ...guess, columns, id, title: name, to: id, source, references: [] }]
  })
}

function asItIs({ column: { name } }: ColumnGuess): ColumnGuess['is'] {
  return { field: wordOf(name), title: name, entities: [], steps: [] }
}

/** A name of any old table or column as a mapping may write it. */
function wordOf(name: string): string {
  const word = name.normalize('NFKC').replace(/[^\p{L}\p{N}_]+/gu, '_')
  return /^[\p{L}_]/u.test(word) ? word : `_${word}`
}

function sourceOf({ table }: TableGuess, { sources }: Profile): string | null {
  return sources.length === 1 ? null : `s${table.source}`
}

/** Beside entities that are known the others wait for somebody's decision; a table without rows only has its name told. */
function setAside(
  one: StarterEntity,
  written: (one: StarterEntity) => readonly string[],
): readonly string[] {
  if (one.table.rows === 0) return [`  # 表 ${oneLine(one.table.name)} 没有数据行`]
  return written(one).map((line) => `  # ${line.slice(2)}`)
}

function sourceLines(sources: readonly SourceOptions[]): readonly string[] {
  if (sources.length === 1) return [`source: ${sources.map(flow).join('')}`]
  return ['sources:', ...sources.map((one, at) => `  s${at + 1}: ${flow(one)}`)]
}

/** Options on one line, without those that need not be said. */
function flow(options: SourceOptions): string {
  const said = Object.entries(options).filter(([key]) => {
    const { [key]: _, ...rest }: Record<string, unknown> = { ...options }
    const read = sourceOptions.safeParse(rest)
    return !(read.success && isSame(read.data, options))
  })
  return flowOf(Object.fromEntries(said))
}

function isSame(a: object, b: object): boolean {
  const sorted = (one: object) =>
    JSON.stringify(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)))
  return sorted(a) === sorted(b)
}
