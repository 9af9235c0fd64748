import { z } from 'zod'
import type { HallApp, HallContext } from '../app.js'
import { shapes } from '../shapes.js'

const MOST = 5000
const code = z.string().trim().min(1).max(100)
const name = z.string().trim().min(1).max(500)
const days = z.int().min(0).max(10_000).nullable()

const unit = z.strictObject({ code, name, batch: z.string().max(100) })
const item = z.strictObject({
  code,
  name,
  unit: code,
  typeCode: z.string().min(1).max(20).nullable(),
  depth: z.int().min(1).max(4).nullable(),
  promisedWorkdays: days,
  statutoryWorkdays: days,
})
const assignment = z.strictObject({ item: code, node: code, workNo: code, ab: z.enum(['A', 'B']) })

/** Units, columns, items, assignments: lists for whoever is signed in, bulk PUT for provisioning. */
export function registryRoutes(app: HallApp, hall: HallContext): void {
  const { registry } = hall
  const table = <T>(
    path: string,
    title: string,
    record: z.ZodType<T>,
    list: () => readonly T[],
    put: (records: readonly T[]) => object,
  ) => {
    const listed = z.object({ total: z.int(), [path]: z.array(record) })
    const reading = { summary: `${title}：清单`, response: { 200: listed } }
    app.get(`/api/v1/${path}`, { schema: reading }, () => {
      const records = list()
      return { total: records.length, [path]: records }
    })
    const body = z.array(record).max(MOST)
    const writing = { summary: `${title}：录入，补缺改不同，不删除`, response: { 200: shapes.put } }
    app.put(`/api/v1/${path}`, { schema: { ...writing, access: 'provisioner', body } }, (request) =>
      hall.writer.run(() => put(request.body)),
    )
  }
  table('units', '单位', unit, registry.units, registry.putUnits)
  table('columns', '栏目', name, registry.columns, registry.putColumns)
  table('items', '事项', item, registry.items, registry.putItems)
  table('assignments', '分工', assignment, registry.assignments, registry.putAssignments)
}
