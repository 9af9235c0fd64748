import type { ColumnGuess } from './guess.js'
import { heldBy } from './held.js'
import type { StarterEntity } from './model.js'
import { scalar, todo } from './text.js'

/** Every column that is not read is named with what it may be: nothing is left behind in silence. */
export function ignoreLines(
  ignored: readonly ColumnGuess[],
  one: StarterEntity,
): readonly string[] {
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

/** Rules for marked rows, written out but not in force: somebody answers for what is not migrated. */
export function markLines({ columns }: StarterEntity): readonly string[] {
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
