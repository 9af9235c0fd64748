import { z } from 'zod'
import { requireOverview, viewOf } from '../access.js'
import type { HallApp, HallContext } from '../app.js'
import { shapes } from '../shapes.js'

const query = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(500),
})

const feed = z.object({ events: z.array(shapes.event), last: z.int() })
const counts = z.record(z.string(), z.int())

/** The event feed and the counts. */
export function eventRoutes(app: HallApp, hall: HallContext): void {
  const schema = { summary: '事件，按先后', querystring: query, response: { 200: feed } }
  app.get('/api/v1/events', { schema }, (request) => {
    const { after, limit } = request.query
    const events = hall.events.after(after, limit, viewOf(hall, request))
    return { events, last: events.at(-1)?.seq ?? after }
  })

  const counting = { summary: '大厅里各有多少', response: { 200: counts } }
  app.get('/api/v1/counts', { schema: counting }, (request) => {
    requireOverview(hall, request)
    const { registry, accounts } = hall
    return {
      ...hall.objects.counts(),
      ...hall.objects.historyCounts(),
      event: hall.events.last(),
      user: accounts.list().length,
      unit: registry.units().length,
      item: registry.items().length,
      assignment: registry.assignments().length,
    }
  })
}
