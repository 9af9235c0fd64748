import { fieldLines } from './fields.js'
import { keyLines, keyOf } from './keys.js'
import { ignoreLines, markLines } from './left.js'
import type { Around, StarterEntity } from './model.js'
import { lookupsOf } from './references.js'
import { oneLine, scalar, todo } from './text.js'

/** An entity of a starter mapping, line by line. */
export function entityLines(one: StarterEntity, around: Around): readonly string[] {
  const lookups = lookupsOf(one, around.entities)
  const { lines, left } = fieldLines(one, { around, lookups })
  const key = keyOf(one)
  const ignored = left.filter(({ column }) => !key.includes(column.name))
  const needs = [...new Set([...lookups.values()].map(({ to }) => to.id))]
  return [
    `  ${scalar(one.id)}:`,
    `    title: ${scalar(oneLine(one.title))} ${reasonOf(one)}`,
    '    from:',
    ...(one.source === null ? [] : [`      source: ${one.source}`]),
    `      table: ${scalar(one.table.name)}`,
    ...keyLines(one),
    ...ignoreLines(ignored, one),
    ...(needs.length === 0 ? [] : [`    needs: [${needs.join(', ')}]`]),
    ...markLines(one),
    `    to: { table: ${scalar(one.to)}, unique: legacy_key }`,
    ...['    fields:', '      legacy_key: { key: true }'],
    ...lines,
    ...measureLines(one),
  ]
}

/** Why the table is taken for it. */
function reasonOf({ table, by, title, candidates }: StarterEntity): string {
  const which = `表 ${oneLine(table.name)}，${table.rows} 行`
  const may = candidates.map((one) => one.title).join('或')
  const also = may === '' ? '' : `，${by === null ? '' : '也'}可能是${may}`
  switch (by) {
    case 'name':
      return `# ${which}`
    case 'part':
      return todo(`${which}，只是表名像${title}${also}，请确认`)
    case 'columns':
      return todo(`${which}，看列名像${title}${also}，请确认`)
    case null:
      return todo(`${which}，没有看出是什么${also}；各列照原样迁，请定要不要迁、迁成什么`)
  }
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
