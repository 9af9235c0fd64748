import type { ColumnProfile, TableProfile } from '../profile/model.js'
import type { Meaning, Meanings } from './meanings.js'
import { columnNames, tableName, wordsOf } from './names.js'
import { isUnixTime } from './unix-time.js'

/** Why a column is taken for a field, or why not. */
export interface ColumnGuess {
  readonly column: ColumnProfile
  /** The field that it is; null: nobody can say. */
  readonly is: Pick<Meaning, 'field' | 'title' | 'entities' | 'steps' | 'codes'> | null
  /** How that is known; `part` of its name and `content` deserve a look. */
  readonly by: 'name' | 'part' | 'content' | null
  /** What it may be, but is not taken for. */
  readonly candidates: readonly Meaning[]
  /** A mark of deletion or of trial. */
  readonly mark: 'deleted' | 'test' | null
}

type Entity = Meanings['entities'][number]

/** A table with what it and its columns seem to be. */
export interface TableGuess {
  readonly table: TableProfile
  readonly entity: Entity | null
  /** How that is known; all but its whole name deserve a look. */
  readonly by: 'name' | 'part' | 'columns' | null
  /** What else it may be. */
  readonly candidates: readonly Entity[]
  readonly columns: readonly ColumnGuess[]
}

/** Guesses a table by its name and its columns, its columns by name and content. What fits two ways is not guessed. */
export function guessTable(table: TableProfile, meanings: Meanings): TableGuess {
  const [named, ...others] = meanings.entities.filter(({ names }) =>
    names.includes(tableName(table.name)),
  )
  if (named !== undefined && others.length === 0) {
    const columns = columnsOf(table, named.id, meanings)
    return { table, entity: named, by: 'name', candidates: [], columns }
  }
  const likely = meanings.entities
    .map((entity) => scored(table, entity, meanings))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const [first, second] = likely
  if (first !== undefined && isClear(first, second)) {
    const by = first.named > 0 ? 'part' : 'columns'
    const { entity, columns } = first
    const near = likely.slice(1, 2).filter(({ score }) => score * NEAR > first.score)
    return { table, entity, by, candidates: near.map((one) => one.entity), columns }
  }
  const some = likely.filter(({ score }) => score >= LEAST)
  const candidates = some.slice(0, 2).map(({ entity }) => entity)
  return { table, entity: null, by: null, candidates, columns: columnsOf(table, null, meanings) }
}

interface Scored {
  readonly entity: Entity
  readonly score: number
  readonly named: number
  readonly columns: readonly ColumnGuess[]
}

/** Whether nothing else fits nearly as well, or reads the columns alike: a letter box takes questions and complaints. */
function isClear(first: Scored, second: Scored | undefined): boolean {
  if (first.score < 1) return false
  if (second === undefined || first.score >= second.score * NEAR) return true
  return first.columns.every(({ is }, at) => is?.field === second.columns[at]?.is?.field)
}

/** What speaks less for an entity is chance. */
const LEAST = 0.5

/** Of two entities the better one is the one that so much more speaks for. */
const NEAR = 1.25

/**
 * How much of a table speaks for an entity: each column that is called like a field of it counts (half, if only a part of its
 * name does), the less the more entities have one that is called so; words of the table's name count as columns do.
 */
function scored(table: TableProfile, entity: Entity, meanings: Meanings): Scored {
  const weighed = entity.names.map((one) => weightIn(table.name, one))
  const named = Math.min(
    2,
    weighed.reduce((sum, one) => sum + one, 0),
  )
  const columns = columnsOf(table, entity.id, meanings)
  const own = columns.filter(
    ({ is, by }) => by !== 'content' && is?.entities.includes(entity.id) === true,
  )
  const weights = own.map(({ column, by }) => {
    const [whole, ...parts] = columnNames(column.name)
    return by === 'name' ? 1 / homesOf([whole], meanings) : 0.5 / homesOf(parts, meanings)
  })
  return { entity, named, columns, score: weights.reduce((sum, one) => sum + one, named) }
}

/**
 * 业务登记 is about 业务, guangan-items about ITEMS, SQRB is the 表 of SQR. What stands last is what a name is about, and short
 * words are said by chance too.
 */
function weightIn(table: string, name: string): number {
  const whole = tableName(table)
  if (whole === `${name}B` || whole === `${name}K`) return 1
  const isLast = (end: boolean) => (end ? 1.5 : 1)
  if (/^\p{Script=Han}{2,}$/u.test(name)) {
    return whole.includes(name) ? isLast(whole.endsWith(name)) : 0
  }
  const words = wordsOf(table)
  if (!words.includes(name)) return 0
  return isLast(words.at(-1) === name) * (name.length >= 4 ? 1 : 0.5)
}

/** In how many entities a column may be called one of these. */
function homesOf(called: readonly string[], { fields, entities }: Meanings): number {
  const homes = fields
    .filter(({ names }) => called.some((one) => names.includes(one)))
    .flatMap((one) => one.entities)
  return Math.max(1, Math.min(new Set(homes).size, entities.length))
}

function columnsOf(table: TableProfile, entity: string | null, meanings: Meanings) {
  return settled(table.columns.map((column) => optionsOf(column, entity, meanings)))
}

/** A column with every field that fits it, the best first. */
interface Options extends Pick<ColumnGuess, 'column' | 'mark' | 'candidates'> {
  readonly name: readonly Meaning[]
  readonly part: readonly Meaning[]
  readonly content: readonly Meaning[]
}

function optionsOf(column: ColumnProfile, entity: string | null, meanings: Meanings): Options {
  const [whole, ...parts] = columnNames(column.name)
  const here = meanings.fields.filter(
    ({ entities }) => entities.length === 0 || entities.includes(entity ?? ''),
  )
  const mark = markOf(whole, meanings)
  if (mark !== null) return { column, mark, candidates: [], name: [], part: [], content: [] }
  const called = here.filter((one) => one.names.includes(whole))
  const almost = here.filter((one) => parts.some((part) => one.names.includes(part)))
  const alone = column.content === 'empty' ? [] : here.filter((one) => one.alone)
  const fitting = (meanings: readonly Meaning[]) => meanings.filter((one) => fits(column, one))
  return {
    ...{ column, mark, candidates: [...called, ...almost, ...endingWith(whole, here)] },
    ...{ name: fitting(called), part: fitting(almost), content: fitting(alone) },
  }
}

/** An empty column contradicts no name; 林业局 looks like somebody's name and is a text. */
function fits(column: ColumnProfile, meaning: Meaning): boolean {
  const content = isUnixTime(column) ? 'date' : column.content
  const held: readonly string[] = meaning.content
  return (
    content === 'empty' || held.includes(content) || (content === 'person' && held.includes('text'))
  )
}

function markOf(name: string, { marks }: Meanings): ColumnGuess['mark'] {
  if (name === 'DELETED' || marks.deleted.includes(name)) return 'deleted'
  return marks.test.includes(name) ? 'test' : null
}

/** Fields whose name is the end of the column's: BLSLSJ may be a time of acceptance. */
function endingWith(name: string, fields: readonly Meaning[]): readonly Meaning[] {
  return fields.filter(({ names }) => names.some((one) => one.length >= 2 && name.endsWith(one)))
}

/**
 * Gives every column its field: those that leave no choice first, names before parts of names before contents. A field has
 * one column; what is left without one keeps its candidates.
 */
function settled(options: readonly Options[]): readonly ColumnGuess[] {
  const given = new Map<Options, { is: Meaning; by: 'name' | 'part' | 'content' }>()
  const taken = new Set<string>()
  for (const by of ['name', 'part', 'content'] as const) {
    const open = options.filter((one) => one[by].length > 0 && !given.has(one))
    for (const one of open.sort((a, b) => a[by].length - b[by].length)) {
      const is = one[by].find(({ field }) => !taken.has(field))
      if (is === undefined) continue
      taken.add(is.field)
      given.set(one, { is, by })
    }
  }
  return options.map((one) => {
    const { column, mark, candidates } = one
    const { is = null, by = null } = given.get(one) ?? {}
    const open = is === null ? [...new Set([...candidates, ...one.content])].slice(0, 3) : []
    return { column, mark, is, by, candidates: open }
  })
}
