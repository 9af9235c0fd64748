import { z } from 'zod'
import { type HallApp, type HallContext, requireOverview, viewOf } from '../app.js'

const query = z.strictObject({
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(500),
})

/** The event feed and the counts. */
export function eventRoutes(app: HallApp, hall: HallContext): void {
  app.get('/api/v1/events', { schema: { querystring: query } }, (request) => {
    const { after, limit } = request.query
    const events = hall.events.after(after, limit, viewOf(hall, request))
    return { events, last: events.at(-1)?.seq ?? after }
  })

  app.get('/api/v1/counts', (request) => {
    requireOverview(hall, request)
    const { registry, accounts } = hall
    return {
      ...hall.objects.counts(),
      event: hall.events.last(),
      user: accounts.list().length,
      unit: registry.units().length,
      item: registry.items().length,
      assignment: registry.assignments().length,
    }
  })
}
