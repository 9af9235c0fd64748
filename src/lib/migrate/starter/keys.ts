import type { ColumnProfile } from '../profile/model.js'
import { BY_CHANCE } from '../profile/table.js'
import type { StarterEntity } from './model.js'
import { scalar, todo } from './text.js'

/** The declared key; else the column that tells rows apart, by its name before others, even if some rows repeat it. */
export function keyOf({ table, columns }: StarterEntity): readonly string[] {
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
  return repeats === null || BY_CHANCE.has(content) ? Number.POSITIVE_INFINITY : repeats + nulls
}

/** The lines that name the key, with what speaks against it. */
export function keyLines(one: StarterEntity): readonly string[] {
  const { table, columns } = one
  const key = keyOf(one)
  if (key.length === 0) {
    const line = todo(
      '没有一列（或两列合起来）能分清每一行；按整行内容区分，一模一样的行编号后都迁，并提醒核对',
    )
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
