import type { ColumnProfile } from '../profile/model.js'
import type { ColumnGuess } from './guess.js'
import { heldBy } from './held.js'
import type { Around, StarterEntity } from './model.js'
import type { Lookup } from './references.js'
import { flowOf, freeName, scalar, todo } from './text.js'
import { isUnixTime } from './unix-time.js'

interface Writing {
  readonly around: Around
  readonly lookups: ReadonlyMap<string, Lookup>
}

interface Field {
  readonly name: string
  readonly steps: readonly unknown[]
  readonly note: string
}

/** The lines of an entity's fields with what is to be seen in them, and the columns that no field reads. */
export function fieldLines(
  one: StarterEntity,
  writing: Writing,
): { readonly lines: readonly string[]; readonly left: readonly ColumnGuess[] } {
  const taken = new Set(['legacy_key'])
  const left: ColumnGuess[] = []
  const lines = one.columns.flatMap((guess) => {
    const field = fieldOf(guess, one, writing)
    if (field === null) {
      left.push(guess)
      return []
    }
    const { steps, note } = field
    return [`      ${scalar(freeName(field.name, taken))}: ${flowOf(steps)}${note}`]
  })
  return { lines, left }
}

function fieldOf(guess: ColumnGuess, one: StarterEntity, writing: Writing): Field | null {
  const { column, is, by } = guess
  const get = { get: column.name }
  const lookup = writing.lookups.get(column.name)
  if (lookup !== undefined) {
    const { to } = lookup
    const name = is?.field ?? (to.id === 'person' ? 'applicant' : to.id)
    return { name, steps: [get, 'trim', { lookup: to.id }], note: lostOf(lookup) }
  }
  if (is === null) return null
  const steps = [get, ...is.steps.flatMap((step) => stepsOf(step, column))]
  const isCoded = is.codes !== undefined && column.content !== 'empty'
  const coded = isCoded ? [{ code: codesOf(is.codes ?? '', column, { one, writing }) }] : []
  return { name: is.field, steps: [...steps, ...coded], note: noteOf(column, is.steps, by) }
}

function lostOf({ reference: { share, to } }: Lookup): string {
  if (share === 1) return ''
  return ` ${todo(`约 ${Math.round((1 - share) * 100)}% 的值在 ${to} 中没有，会退回`)}`
}

/** `date` and `time` as the column's days need them. */
function stepsOf(step: unknown, column: ColumnProfile): readonly unknown[] {
  if (step !== 'date' && step !== 'time') return [step]
  if (isUnixTime(column)) return step === 'date' ? ['unix_time', DAY] : ['unix_time']
  const name = step === 'date' ? 'date_cn' : 'time_cn'
  if (column.content !== 'short-date') return [name]
  const formats = [...new Set(column.shapes.flatMap(({ text }) => shortFormat(text)))]
  return [{ [name]: { formats, pivot: PIVOT } }]
}

const PIVOT = 50
/** The day of a moment. */
const DAY = { substr: { from: 1, length: 10 } }

/** `9{2}-9{2}-9{2}` is YY-MM-DD. */
function shortFormat(shape: string): readonly string[] {
  if (shape === '9{6}') return ['YYMMDD']
  const [, sign] = /^9\{2\}([-/.])9(?:\{2\})?\1(?:9)(?:\{2\})?$/.exec(shape) ?? []
  return sign === undefined ? [] : [`YY${sign}M${sign}D`]
}

function noteOf(column: ColumnProfile, steps: readonly unknown[], by: ColumnGuess['by']): string {
  const isShort = column.content === 'short-date' && steps.length > 0
  const lost = column.signs.reduce((sum, { rows }) => sum + rows, 0)
  const notes = [
    ...(by === 'content' ? [`按内容认出（${heldBy(column)}），请确认`] : []),
    ...(by === 'part' ? [`按列名的一部分认出（${heldBy(column)}），请确认`] : []),
    ...(isShort
      ? [`年份只有两位：${PIVOT} 起算 19 年代，以下算 20 年代，请确认；也请确认顺序是年月日`]
      : []),
    ...(steps.some((step) => step === 'date' || step === 'time') && isUnixTime(column)
      ? ['像 1970 年起的秒数或毫秒数，请确认']
      : []),
    ...(column.content === 'empty' ? ['这一列没有内容'] : []),
    ...(lost > 0 ? [`${lost} 行有丢失或认错的字，见 migrate profile`] : []),
  ]
  return notes.length === 0 ? '' : ` ${todo(notes.join('；'))}`
}

/** Names the code table of a column and writes it down: words that everybody knows are in it, all others are left open. */
function codesOf(
  kind: string,
  column: ColumnProfile,
  { one, writing: { around } }: { one: StarterEntity; writing: Writing },
): string {
  const name = `${one.id}_${kind}`
  const known = Object.entries(around.meanings.codes[kind] ?? {})
  const lines = column.values.map(({ text, rows }) => {
    const meant = known.find(([, words]) => words.includes(text.trim()))?.[0]
    const entry = `${scalar(text)}: ${meant === undefined ? '' : scalar(meant)}`
    return meant === undefined
      ? `    ${todo(`${entry.trim()} 是什么？（${rows} 行）可填 ${known.map(([code]) => code).join('、')}`)}`
      : `    ${entry} # ${rows} 行`
  })
  const isOpen = lines.every((line) => line.includes('# TODO'))
  const open =
    column.values.length === 0
      ? [`    ${todo(`取值太多（${column.distinct} 种），请核对这一列是否真是代码`)}`]
      : lines
  around.codes.set(name, isOpen ? [...open, `  ${name}: {}`] : [`  ${name}:`, ...open])
  return name
}
