import type { Mapping } from '../../mapping/load.js'

/** Whether a field of a table is written without an offset (`local_time`): a column of moments is read back the same way. */
export type PlainTimes = (table: string, field: string) => boolean

/** Finds it in the steps of a mapping. */
export function plainTimesOf({ entities }: Pick<Mapping, 'entities'>): PlainTimes {
  const plain = new Set(
    Object.values(entities).flatMap(({ to, fields }) =>
      Object.entries(fields).flatMap(([field, steps]) =>
        Array.isArray(steps) && steps.some(isLocal) ? [`${to.table} ${field}`] : [],
      ),
    ),
  )
  return (table, field) => plain.has(`${table} ${field}`)
}

function isLocal(step: string | object): boolean {
  return step === 'local_time' || (typeof step === 'object' && 'local_time' in step)
}
