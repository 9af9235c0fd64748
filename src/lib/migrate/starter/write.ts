import type { Profile, Reference } from '../profile/model.js'
import { type SourceOptions, sourceOptions } from '../sources/index.js'
import { entityLines } from './entity.js'
import { guessTable, type TableGuess } from './guess.js'
import type { Meanings } from './meanings.js'
import { flowOf, todo } from './text.js'

/** A mapping that somebody begins with. */
export interface Starter {
  readonly text: string
  readonly entities: number
  /** How many places wait for somebody's decision. */
  readonly todos: number
}

/** An entity that the mapping gets. */
export interface StarterEntity extends TableGuess {
  readonly id: string
  readonly source: string | null
  readonly references: readonly Reference[]
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
  const entities = ordered(guesses, meanings, profile)
  const codes = new Map<string, readonly string[]>()
  const body = entities.flatMap((one) => entityLines(one, { entities, meanings, codes }))
  const unknown = guesses.filter(({ entity }) => entity === null)
  const lines = [
    `# yaml-language-server: $schema=${schemaUrl}`,
    '# 由 hallkit migrate profile 起草。TODO 处须由熟悉旧系统的人定；定完删去注释，再用 migrate lint 检查、migrate plan 试算。',
    ...['version: 1', `system: ${system}`, ...sourceLines(sources)],
    ...['target: { driver: sqlite, path: hall.sqlite }', 'limits: { quarantine: { ratio: 0.02 } }'],
    ...(entities.length === 0 ? ['entities: {}'] : ['entities:', ...body]),
    ...unknown.flatMap(unknownLines),
    ...(codes.size === 0 ? [] : ['codes:', ...[...codes.values()].flat()]),
  ]
  const text = `${lines.join('\n')}\n`
  return { text, entities: entities.length, todos: (text.match(/# TODO/g) ?? []).length }
}

/** In the order in which they migrate; a second table of one entity gets a number. */
function ordered(
  guesses: readonly TableGuess[],
  meanings: Meanings,
  { sources, references }: Profile,
) {
  return meanings.entities.flatMap(({ id }): StarterEntity[] =>
    guesses
      .filter(({ entity }) => entity?.id === id)
      .map((guess, index) => ({
        ...guess,
        id: index === 0 ? id : `${id}_${index + 1}`,
        source: sources.length === 1 ? null : `s${guess.table.source}`,
        references: references.filter(({ table }) => table === guess.table.name),
      })),
  )
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

function unknownLines({ table, candidates }: TableGuess): readonly string[] {
  const names = table.columns.map(({ name }) => name)
  const may =
    candidates.length === 0 ? '' : `；可能是${candidates.map(({ title }) => title).join('或')}`
  const shown = names.length > 12 ? `${names.slice(0, 12).join('、')}……` : names.join('、')
  return [`  ${todo(`表 ${table.name}（${table.rows} 行）没有看出是什么${may}。列：${shown}`)}`]
}
