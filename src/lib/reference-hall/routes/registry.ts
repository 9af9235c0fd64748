import { z } from 'zod'
import { type HallApp, type HallContext, requireProvisioner, viewOf } from '../app.js'

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
    record: z.ZodType<T>,
    list: () => readonly T[],
    put: (records: readonly T[]) => object,
  ) => {
    app.get(`/api/v1/${path}`, (request) => {
      viewOf(hall, request)
      const records = list()
      return { total: records.length, [path]: records }
    })
    const body = z.array(record).max(MOST)
    app.put(`/api/v1/${path}`, { schema: { body } }, (request) => {
      requireProvisioner(hall, request)
      return hall.writer.run(() => put(request.body))
    })
  }
  table('units', unit, registry.units, registry.putUnits)
  table('columns', name, registry.columns, registry.putColumns)
  table('items', item, registry.items, registry.putItems)
  table('assignments', assignment, registry.assignments, registry.putAssignments)
}
