import type { ColumnProfile, TableProfile } from '../profile/model.js'
import type { Meaning, Meanings } from './meanings.js'

/** Why a column is taken for a field, or why not. */
export interface ColumnGuess {
  readonly column: ColumnProfile
  /** The field that it is; null: nobody can say. */
  readonly is: Meaning | null
  /** How that is known; `content` deserves a look. */
  readonly by: 'name' | 'content' | null
  /** What it may be, but is not taken for. */
  readonly candidates: readonly Meaning[]
  /** A mark of deletion or of trial. */
  readonly mark: 'deleted' | 'test' | null
}

/** A table with what it and its columns seem to be. */
export interface TableGuess {
  readonly table: TableProfile
  readonly entity: Meanings['entities'][number] | null
  /** False: only a part of its name says it. */
  readonly isSure: boolean
  /** What it may be, when its name says nothing. */
  readonly candidates: readonly Meanings['entities'][number][]
  readonly columns: readonly ColumnGuess[]
}

/** Guesses a table by its name, its columns by name and content. What fits two ways is not guessed. */
export function guessTable(table: TableProfile, meanings: Meanings): TableGuess {
  const named = meanings.entities.filter(({ names }) => isNamed(tableName(table.name), names))
  const part =
    named.length === 0
      ? meanings.entities.filter(({ names }) => isPartOf(tableName(table.name), names))
      : []
  const [one, ...others] = [...named, ...part]
  const entity = others.length === 0 ? (one ?? null) : null
  const columns = settled(
    table.columns.map((column) => optionsOf(column, entity?.id ?? null, meanings)),
  )
  const candidates = entity === null ? alike(table, meanings) : []
  return { table, entity, isSure: entity === null || named.length === 1, candidates, columns }
}

/** `T_BJXX`, `办件信息表2010` without what tables are called besides. */
function tableName(name: string): string {
  const last = name.split(/[./]/).at(-1) ?? name
  return plain(last)
    .replace(/\d+$/, '')
    .replace(/(.{2,})表$/u, '$1')
}

/** Without signs, capitals and the marks that programmers put before names. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^(?:T|TB|TBL|TAB|F|C|D|N|V|S|DT|BIZ|SP|YW)_/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function isNamed(name: string, names: readonly string[]): boolean {
  return names.some((one) => plain(one) === name)
}

/** A column with every field that fits it, the best first. */
interface Options extends Pick<ColumnGuess, 'column' | 'mark' | 'candidates'> {
  readonly named: readonly Meaning[]
  readonly alone: readonly Meaning[]
}

/** Whether a Chinese name of the dictionary is a part of it: 业务登记 is about 业务. */
function isPartOf(name: string, names: readonly string[]): boolean {
  return names.some((one) => /^\p{Script=Han}{2,}$/u.test(one) && name.includes(one))
}

function optionsOf(column: ColumnProfile, entity: string | null, meanings: Meanings): Options {
  const name = plain(column.name)
  const here = meanings.fields.filter(
    ({ entities }) => entities.length === 0 || entities.includes(entity ?? ''),
  )
  const mark = markOf(name, meanings)
  const called = here.filter((one) => isNamed(name, one.names))
  const none = mark !== null || column.content === 'empty'
  return {
    ...{ column, mark, candidates: mark === null ? [...called, ...partly(name, here)] : [] },
    named: mark === null ? called.filter((one) => fits(column, one)) : [],
    alone: none ? [] : here.filter((one) => one.alone && fits(column, one)),
  }
}

/** An empty column contradicts no name. */
function fits({ content }: ColumnProfile, meaning: Meaning): boolean {
  return content === 'empty' || (meaning.content as readonly string[]).includes(content)
}

function markOf(name: string, { marks }: Meanings): ColumnGuess['mark'] {
  if (name === 'DELETED' || isNamed(name, marks.deleted)) return 'deleted'
  return isNamed(name, marks.test) ? 'test' : null
}

/** Fields whose name is part of the column's: BLSLSJ may be a time of acceptance. */
function partly(name: string, fields: readonly Meaning[]): readonly Meaning[] {
  return fields.filter(({ names }) =>
    names.some((one) => plain(one).length >= 2 && name.endsWith(plain(one))),
  )
}

/**
 * Gives every column its field: those that leave no choice first, names before contents. A field has one column; what is left
 * without one keeps its candidates.
 */
function settled(options: readonly Options[]): readonly ColumnGuess[] {
  const given = new Map<Options, { is: Meaning; by: 'name' | 'content' }>()
  const taken = new Set<string>()
  for (const by of ['named', 'alone'] as const) {
    const open = options.filter((one) => one[by].length > 0 && !given.has(one))
    for (const one of open.sort((a, b) => a[by].length - b[by].length)) {
      const is = one[by].find(({ field }) => !taken.has(field))
      if (is === undefined) continue
      taken.add(is.field)
      given.set(one, { is, by: by === 'named' ? 'name' : 'content' })
    }
  }
  return options.map((one) => {
    const { column, mark, candidates } = one
    const { is = null, by = null } = given.get(one) ?? {}
    const open = is === null ? [...new Set([...candidates, ...one.alone])].slice(0, 3) : []
    return { column, mark, is, by, candidates: open }
  })
}

/** Entities of whose own fields a table has at least three. */
function alike(table: TableProfile, meanings: Meanings): readonly Meanings['entities'][number][] {
  const scores = meanings.entities.map((entity) => {
    const guesses = settled(table.columns.map((column) => optionsOf(column, entity.id, meanings)))
    const own = guesses.filter(({ is }) => is?.entities.includes(entity.id))
    return { entity, score: own.length }
  })
  const likely = scores.filter(({ score }) => score >= 3).sort((a, b) => b.score - a.score)
  return likely.slice(0, 2).map(({ entity }) => entity)
}
