import { AppError, type Finding, found } from '../../errors/index.js'
import type { PlayFile } from './plan-file.js'
import { secondsOf } from './spans.js'

/** A plan that another one extends, with the file that it stands in, as that one names it. */
export interface PlanAbove {
  readonly file: string
  readonly plan: PlayFile
}

/** A key that asks for less than the plan above does; `clause` where that plan says whence it has it. */
interface Looser {
  readonly key: string
  readonly theirs: string
  readonly mine: string
  readonly clause?: string | undefined
}

/**
 * Holds a plan (over its base, key by key) against the base: HK-DRILL-015 for the first key that is looser and has no
 * `because`; a hint for each that has. Who plays, what is played, limits, gates, safeguards, lateness and score may be
 * tighter only; days and windows are the county's own business.
 */
export function refuseLooser(plan: PlayFile, { file, plan: above }: PlanAbove): Finding[] {
  return RULES.flatMap((rule) => rule(plan, above)).map(({ clause, ...said }) => {
    const params = { ...said, clause: [file, above.basis, clause].filter(Boolean).join(' ') }
    const because = plan.because?.[said.key.split(' ')[0] ?? '']
    if (because === undefined) throw new AppError('HK-DRILL-015', params)
    return found('HK-DRILL-111', { ...params, because })
  })
}

type Rule = (plan: PlayFile, above: PlayFile) => readonly Looser[]

/** A key with one value each. */
function single<T>(
  key: string,
  of: (plan: PlayFile) => T | undefined,
  isLooser: (mine: T, theirs: T) => boolean,
): Rule {
  return (plan, above) => {
    const [mine, theirs] = [of(plan), of(above)]
    if (mine === undefined || theirs === undefined || !isLooser(mine, theirs)) return []
    return [{ key, mine: String(mine), theirs: String(theirs) }]
  }
}

/** A list whose entries the plan must have too, found again by name; `loose` tells how far its own falls short. */
function each<T>(
  key: string,
  of: (plan: PlayFile) => readonly T[] | undefined,
  name: (one: T) => string,
  loose: (mine: T, theirs: T) => Said = () => null,
): Rule {
  return (plan, above) =>
    (of(above) ?? []).flatMap((theirs) => {
      const about = { key: `${key} ${name(theirs)}`, clause: clauseOf(theirs) }
      const mine = (of(plan) ?? []).find((one) => name(one) === name(theirs))
      if (mine === undefined) return [{ ...about, theirs: name(theirs), mine: '—' }]
      const said = loose(mine, theirs)
      return said === null ? [] : [{ ...about, ...said }]
    })
}

function clauseOf(one: unknown): string | undefined {
  if (typeof one !== 'object' || one === null || !('clause' in one)) return undefined
  return typeof one.clause === 'string' ? one.clause : undefined
}

type Said = Pick<Looser, 'mine' | 'theirs'> | null

/** Both values when mine is more, or less, than theirs; spans by their length, percentages by their figure. */
function tooMuch(mine: number | string, theirs: number | string): Said {
  return size(mine) > size(theirs) ? { mine: String(mine), theirs: String(theirs) } : null
}

function tooLittle(mine: number | string, theirs: number | string): Said {
  return size(mine) < size(theirs) ? { mine: String(mine), theirs: String(theirs) } : null
}

function size(value: number | string): number {
  if (typeof value === 'number') return value
  return value.endsWith('%') ? Number.parseFloat(value) : secondsOf(value)
}

const ORDER = { late: ['count', 'skip'], pause: ['freeze', 'keep'] } as const

const RULES: readonly Rule[] = [
  single(
    'late',
    ({ late }) => late,
    (a, b) => ORDER.late.indexOf(a) < ORDER.late.indexOf(b),
  ),
  single(
    'pause',
    ({ pause }) => pause,
    (a, b) => ORDER.pause.indexOf(a) < ORDER.pause.indexOf(b),
  ),
  single(
    'until',
    ({ until }) => until,
    (a, b) => a > b,
  ),
  each(
    'deadlines',
    ({ deadlines }) => deadlines,
    ({ id }) => id,
    (a, b) => {
      const [mine, theirs] = [`${a.from}→${a.to}`, `${b.from}→${b.to}`]
      return mine === theirs ? tooMuch(a.limit, b.limit) : { mine, theirs }
    },
  ),
  each(
    'gates',
    ({ gates }) => gates,
    ({ id }) => id,
  ),
  each(
    'safeguards',
    ({ safeguards }) => safeguards,
    ({ watch }) => watch,
    (a, b) => {
      if (a.watch === 'hall.up' && b.watch === 'hall.up') return tooMuch(a.patience, b.patience)
      return 'max' in a && 'max' in b ? tooMuch(a.max, b.max) : null
    },
  ),
  single(
    'score',
    ({ score }) => score?.late,
    (a, b) => a > b,
  ),
  each(
    'score',
    ({ score }) => Object.entries(score?.weights ?? {}),
    ([theme]) => theme,
    (a, b) => tooLittle(a[1], b[1]),
  ),
  each(
    'score',
    ({ score }) => score?.grades,
    ({ name }) => name,
    (a, b) => tooLittle(a.from, b.from),
  ),
  each(
    'play',
    ({ play }) => play,
    ({ script, theme = '' }) => `${script} ${theme}`.trim(),
    (a, b) => fewerRounds(a.mix ?? {}, b.mix ?? {}) ?? fewerUnits(a.units, b.units),
  ),
  each(
    'more',
    ({ more: list }) => list,
    ({ script }) => script,
    (a, b) => fewerUnits(a.units, b.units),
  ),
  each(
    'units',
    ({ units }) => units?.filter(({ times }) => times),
    ({ unit }) => unit,
    (a, b) => fewerRounds(a.times ?? {}, b.times ?? {}),
  ),
  each(
    'cast',
    ({ cast }) => cast?.filter(({ by }) => by === 'human'),
    whom,
    (a, b) =>
      b.understudy === undefined && a.understudy !== undefined
        ? { mine: a.understudy, theirs: '—' }
        : tooLittle(a.understudy ?? '', b.understudy ?? ''),
  ),
]

type Counts = Readonly<Record<string, number | 'rest'>>

/** The first variant or theme that is played less often. */
function fewerRounds(mine: Counts, theirs: Counts): Said {
  const name = Object.keys(theirs).find((one) => count(mine[one]) < count(theirs[one]))
  if (name === undefined) return null
  return { mine: `${name}: ${mine[name] ?? 0}`, theirs: `${name}: ${theirs[name]}` }
}

const count = (share: number | 'rest' | undefined) => (share === 'rest' ? 1 : (share ?? 0))

function fewerUnits(mine: readonly string[] | undefined, theirs: readonly string[] | undefined) {
  if (mine === undefined) return null
  const lacks = theirs === undefined || theirs.some((one) => !mine.includes(one))
  return lacks ? { mine: mine.join('、'), theirs: theirs?.join('、') ?? '*' } : null
}

function whom({ role = '*', batch = '*', unit = '*' }: NonNullable<PlayFile['cast']>[number]) {
  return `${role} ${batch} ${unit}`
}
