import { type FindingCode, type FindingParams, found } from '../errors/index.js'
import type { Catalogue, Texts } from '../i18n/index.js'
import type { Column } from './table.js'

type Disposition = keyof Texts['migrate']['columns']

/** Columns of what a run did, entity by entity: how many rows were read, and where they ended. */
export function dispositionColumns<D extends Disposition>(
  { columns }: Texts['migrate'],
  dispositions: readonly D[],
): readonly Column<Readonly<Record<D | 'read', number>> & { readonly name: string }>[] {
  return [
    { header: columns.entity, get: ({ name }) => name },
    ...(['read', ...dispositions] as const).map((name) => ({
      header: columns[name],
      get: (row: Readonly<Record<D | 'read', number>>) => row[name],
      align: 'right' as const,
    })),
  ]
}

/** One rule that sets rows aside. */
interface SetAsideBy {
  readonly entity: string
  readonly kind: 'excluded' | 'interfaced' | 'manual'
  readonly rule: string
  readonly rows: number
  readonly reason: string
  readonly by: string
}

/** Columns of the rules that set rows aside. */
export function asideColumns({
  columns,
  ruleWords,
}: Texts['migrate']): readonly Column<SetAsideBy>[] {
  return [
    { header: columns.rows, get: ({ rows }) => rows, align: 'right' },
    { header: columns.entity, get: ({ entity }) => entity },
    { header: columns.state, get: ({ kind }) => columns[kind] },
    { header: columns.rule, get: ({ rule }) => rule },
    { header: columns.reason, get: ({ rule, reason }) => reason || (ruleWords[rule] ?? '') },
    { header: columns.by, get: ({ by }) => by },
  ]
}

/** One reason for which rows are kept out. */
interface Reason {
  readonly entity: string
  readonly code: FindingCode
  readonly field: string
  readonly rows: number
  readonly params: FindingParams<FindingCode>
  readonly places: readonly string[]
}

/** Columns of the reasons for which rows are kept out. */
export function reasonColumns({ describe, texts }: Catalogue): readonly Column<Reason>[] {
  const { columns } = texts.migrate
  const said = ({ code, params }: Reason) => describe(found(code, params)).message
  return [
    { header: columns.rows, get: ({ rows }) => rows, align: 'right' },
    { header: columns.entity, get: ({ entity }) => entity },
    { header: columns.field, get: ({ field }) => field },
    { header: columns.places, get: ({ places }) => places.join(' ') },
    { header: columns.reason, get: said },
  ]
}

/** How many checks of one level came out which way. */
interface LevelCounts {
  readonly level: 1 | 2 | 3 | 4
  readonly equal: number
  readonly different: number
  readonly notCheckable: number
}

/** Columns of a reconciliation, level by level. */
export function levelColumns({
  columns,
  levels,
}: Texts['migrate']): readonly Column<LevelCounts>[] {
  return [
    { header: columns.level, get: ({ level }) => levels[level] },
    { header: columns.equal, get: ({ equal }) => equal, align: 'right' },
    { header: columns.different, get: ({ different }) => different, align: 'right' },
    { header: columns.notCheckable, get: ({ notCheckable }) => notCheckable, align: 'right' },
  ]
}

/** Columns of what differs, one by one. */
export function differenceColumns({
  columns,
  whats,
}: Texts['migrate']): readonly Column<
  Readonly<Record<'entity' | 'where' | 'source' | 'target' | 'what', string>>
>[] {
  return [
    { header: columns.entity, get: ({ entity }) => entity },
    { header: columns.where, get: ({ where }) => where },
    { header: columns.source, get: ({ source }) => source },
    { header: columns.target, get: ({ target }) => target },
    { header: columns.what, get: ({ what }) => whats(what) },
  ]
}

/** What is shown of a column of old data. */
interface ProfiledColumn {
  readonly name: string
  readonly type: string
  readonly nulls: number
  readonly distinct: number
  readonly isExact: boolean
  readonly min: string
  readonly max: string
  readonly content: keyof Texts['migrateSurvey']['contents']
  readonly shapes: readonly { readonly text: string }[]
  readonly meaning: string | null
}

/** Columns of what a profile found, column by column. */
export function profileColumns({
  columns,
  contents,
}: Texts['migrateSurvey']): readonly Column<ProfiledColumn>[] {
  return [
    { header: columns.column, get: ({ name }) => name },
    { header: columns.type, get: ({ type }) => type },
    { header: columns.nulls, get: ({ nulls }) => nulls, align: 'right' },
    {
      header: columns.distinct,
      get: ({ distinct, isExact }) => `${isExact ? '' : '≈'}${distinct}`,
      align: 'right',
    },
    { header: columns.content, get: ({ content }) => contents[content] },
    { header: columns.ends, get: ({ min, max }) => (min === '' ? '' : `${min} .. ${max}`) },
    { header: columns.shapes, get: ({ shapes }) => shapes.map(({ text }) => text).join(' ') },
    { header: columns.meaning, get: ({ meaning }) => meaning ?? '' },
  ]
}
