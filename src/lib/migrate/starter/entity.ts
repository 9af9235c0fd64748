import type { ColumnProfile, Reference } from '../profile/model.js'
import type { ColumnGuess } from './guess.js'
import type { Meanings } from './meanings.js'
import { flowOf, oneLine, scalar, todo } from './text.js'
import type { StarterEntity } from './write.js'

/** What an entity is written among. */
interface Around {
  readonly entities: readonly StarterEntity[]
  readonly meanings: Meanings
  /** Code tables that the entities use, as they are written. */
  readonly codes: Map<string, readonly string[]>
}

/** A reference to an entity that stands before. */
interface Lookup {
  readonly reference: Reference
  readonly to: StarterEntity
}

/** An entity of a starter mapping, line by line. */
export function entityLines(one: StarterEntity, around: Around): readonly string[] {
  const { table, entity, id } = one
  const lookups = lookupsOf(one, around)
  const lines = one.columns.map((guess) => fieldLine(guess, { one, around, lookups }))
  const key = keyOf(one)
  const ignored = one.columns.filter(
    ({ column }, at) => lines[at] === null && !key.includes(column.name),
  )
  const needs = [...new Set([...lookups.values()].map(({ to }) => to.id))]
  return [
    `  ${id}:`,
    `    title: ${entity?.title ?? id} ${one.isSure ? `# 表 ${oneLine(table.name)}，${table.rows} 行` : todo(`表 ${oneLine(table.name)}，${table.rows} 行，只是表名像${entity?.title}，请确认`)}`,
    '    from:',
    ...(one.source === null ? [] : [`      source: ${one.source}`]),
    `      table: ${scalar(table.name)}`,
    ...keyLines(one),
    ...ignoreLines(ignored, one),
    ...(needs.length === 0 ? [] : [`    needs: [${needs.join(', ')}]`]),
    ...markLines(one),
    `    to: { table: ${tableOf(one)}, unique: legacy_key }`,
    ...['    fields:', '      legacy_key: { key: true }'],
    ...lines.flatMap((line) => line ?? []),
    ...measureLines(one),
  ]
}

/** Columns that point to the key of an entity that migrates earlier. */
function lookupsOf(one: StarterEntity, { entities }: Around): ReadonlyMap<string, Lookup> {
  const earlier = entities.slice(0, entities.indexOf(one))
  const found = one.references.flatMap((reference) => {
    const to = earlier.find(({ table }) => table.name === reference.to)
    const isKey = to !== undefined && keyOf(to).join() === reference.toColumn
    return isKey ? [[reference.column, { reference, to }] as const] : []
  })
  return new Map(found)
}

/** The declared key; else the column that tells rows apart, by its name before others, even if some rows repeat it. */
function keyOf({ table, columns }: StarterEntity): readonly string[] {
  if (table.key.length > 0) return table.key
  const called = columns.filter(({ column }) => KEY_NAMES.test(column.name))
  const almost = called.find(({ column }) => repeatsOf(column) <= table.rows * 0.02)
  const known = table.candidates.find(
    ([name, other]) => other === undefined && name === almost?.column.name,
  )
  return known ?? (almost === undefined ? (table.candidates[0] ?? []) : [almost.column.name])
}

/** Numbers and codes end in these. */
const KEY_NAMES = /(?:BH|LSH|DM|BM|XH|_?ID|NO|CODE|KEY|编号|编码|代码|流水号|案号|序号)$/i

function repeatsOf({ repeats, nulls, content }: ColumnProfile): number {
  const isSome = content === 'integer' || content === 'text' || content === 'id-number'
  return repeats === null || !isSome ? Number.POSITIVE_INFINITY : repeats + nulls
}

function keyLines(one: StarterEntity): readonly string[] {
  const { table, columns } = one
  const key = keyOf(one)
  if (key.length === 0) {
    const line = todo('没有一列（或两列合起来）能分清每一行；按整行内容区分，相同的行只迁一行')
    return [`      ${line}`, '      key: content']
  }
  const written = `      key: [${key.map(scalar).join(', ')}]`
  if (table.key.length > 0) return [written]
  const column = columns.find((guess) => key.length === 1 && guess.column.name === key[0])?.column
  const repeats = column === undefined ? 0 : repeatsOf(column)
  const state = repeats === 0 ? '现有数据中不重复' : `现有数据中有 ${repeats} 行为空或重复，会退回`
  const others = table.candidates.filter((names) => names.join() !== key.join()).slice(0, 3)
  const rest =
    others.length === 0 ? '' : `；不重复的还有 ${others.map((names) => names.join('+')).join('、')}`
  return [`${written} ${todo(`旧系统没有声明主键，这一列${state}${rest}，请确认`)}`]
}

/** Every column that is not read is named with what it may be: nothing is left behind in silence. */
function ignoreLines(ignored: readonly ColumnGuess[], one: StarterEntity): readonly string[] {
  if (ignored.length === 0) return []
  return [
    '      ignore:',
    ...ignored.map((guess) => `        - ${scalar(guess.column.name)} ${reasonOf(guess, one)}`),
  ]
}

function reasonOf(
  { column, candidates, mark }: ColumnGuess,
  { references }: StarterEntity,
): string {
  if (mark !== null && column.distinct === 1)
    return `# 删除或测试标志，各行都一样：${heldBy(column)}`
  if (mark !== null) {
    return todo(
      `像${mark === 'deleted' ? '删除' : '测试'}标志（${heldBy(column)}）：见下面的 exclude`,
    )
  }
  const to = references.find((one) => one.column === column.name)
  const points = to === undefined ? '' : `；值都在 ${to.to}.${to.toColumn} 中`
  const may =
    candidates.length === 0
      ? ''
      : `；可能是 ${candidates.map(({ field, title }) => `${field}（${title}）`).join('、')}`
  return todo(`用途不明（${heldBy(column)}${points}）${may}`)
}

const CONTENTS: Readonly<Record<ColumnProfile['content'], string>> = {
  ...{
    empty: '没有内容',
    bytes: '图像等二进制',
    'id-number': '身份证号',
    uscc: '信用代码',
    phone: '电话',
  },
  ...{
    date: '日期',
    'short-date': '两位年份的日期',
    region: '区划代码',
    integer: '整数',
    decimal: '小数',
  },
  ...{ person: '人名', text: '文字' },
}

/** What a column holds, in a few words. */
export function heldBy({
  content,
  distinct,
  isExact,
  min,
  max,
  values,
  nulls,
}: ColumnProfile): string {
  if (content === 'empty') return CONTENTS.empty
  const many = `${isExact ? '' : '约 '}${distinct} 种`
  const few = values.slice(0, 8).map(({ text, rows }) => `${oneLine(text)}×${rows}`)
  const shown =
    few.length > 0 && content !== 'person'
      ? `：${few.join(' ')}`
      : min === ''
        ? ''
        : `：${min} 至 ${max}`
  return `${CONTENTS[content]}，${many}${shown}${nulls > 0 ? `，空 ${nulls}` : ''}`
}

/** Rules for marked rows, written out but not in force: somebody answers for what is not migrated. */
function markLines({ columns }: StarterEntity): readonly string[] {
  const marked = columns.filter(({ mark, column }) => mark !== null && column.distinct > 1)
  return marked.flatMap(({ mark, column }, index) => {
    const [value] = column.values.length > 0 ? column.values.slice(-1) : []
    const reason = mark === 'deleted' ? '旧系统已删除' : '测试数据'
    const literal =
      column.content === 'integer' && column.name === '_deleted'
        ? value?.text
        : JSON.stringify(value?.text ?? '1')
    return [
      `    ${todo(`${column.name} 有 ${value?.rows ?? 0} 行为 ${value?.text ?? ''}。不迁的，去掉下两行的 #，写明批准人`)}`,
      '    # exclude:',
      `    #   - { id: E${index + 1}, when: 'r[${JSON.stringify(column.name)}] == ${literal}', reason: ${reason}, approved_by: 批准人 }`,
    ]
  })
}

interface Writing {
  readonly one: StarterEntity
  readonly around: Around
  readonly lookups: ReadonlyMap<string, Lookup>
}

/** The line of a field with what is to be seen in it; null for a column that is not read. */
function fieldLine(
  { column, is, by }: ColumnGuess,
  { one, around, lookups }: Writing,
): readonly string[] | null {
  const get = { get: column.name }
  const lookup = lookups.get(column.name)
  if (lookup !== undefined) {
    const { to, reference } = lookup
    const lost =
      reference.share < 1
        ? ` ${todo(`约 ${Math.round((1 - reference.share) * 100)}% 的值在 ${reference.to} 中没有，会退回`)}`
        : ''
    const name = is?.field ?? (to.id === 'person' ? 'applicant' : to.id)
    return [`      ${name}: ${flowOf([get, 'trim', { lookup: to.id }])}${lost}`]
  }
  if (is === null || is.field === 'legacy_key') return null
  const steps = [get, ...is.steps.flatMap((step) => stepsOf(step, column))]
  const coded =
    is.codes === undefined || column.content === 'empty'
      ? []
      : [{ code: codesOf(is.codes, column, { one, around }) }]
  return [`      ${is.field}: ${flowOf([...steps, ...coded])}${noteOf(column, by)}`]
}

/** `date` and `time` as the column's days need them. */
function stepsOf(step: unknown, column: ColumnProfile): readonly unknown[] {
  if (step !== 'date' && step !== 'time') return [step]
  const name = step === 'date' ? 'date_cn' : 'time_cn'
  if (column.content !== 'short-date') return [name]
  const formats = [...new Set(column.shapes.flatMap(({ text }) => shortFormat(text)))]
  return [{ [name]: { formats, pivot: PIVOT } }]
}

const PIVOT = 50

/** `9{2}-9{2}-9{2}` is YY-MM-DD. */
function shortFormat(shape: string): readonly string[] {
  if (shape === '9{6}') return ['YYMMDD']
  const [, sign] = /^9\{2\}([-/.])9(?:\{2\})?\1(?:9)(?:\{2\})?$/.exec(shape) ?? []
  return sign === undefined ? [] : [`YY${sign}M${sign}D`]
}

function noteOf(column: ColumnProfile, by: ColumnGuess['by']): string {
  const lost = column.signs.reduce((sum, { rows }) => sum + rows, 0)
  const notes = [
    ...(by === 'content' ? [`按内容认出（${heldBy(column)}），请确认`] : []),
    ...(column.content === 'short-date'
      ? [`年份只有两位：${PIVOT} 起算 19 年代，以下算 20 年代，请确认；也请确认顺序是年月日`]
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
  { one, around }: Omit<Writing, 'lookups'>,
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

function tableOf({ entity, id }: StarterEntity): string {
  return entity === null || entity.id !== id
    ? `${entity?.table ?? id}${id.replace(/^\D+/, '_')}`
    : entity.table
}

function measureLines({ columns }: StarterEntity): readonly string[] {
  const fields = columns.flatMap(({ is }) => (is === null ? [] : [is.field]))
  const group = [
    ...(fields.includes('accepted_at') ? ['year(accepted_at)'] : []),
    ...['unit', 'status'].filter((field) => fields.includes(field)),
  ]
  const sum = fields.includes('fee_fen') ? ', sum: [fee_fen]' : ''
  return group.length === 0 ? [] : [`    measure: { group: [${group.join(', ')}]${sum} }`]
}
