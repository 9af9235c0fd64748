import { z } from 'zod'
import { type HallApp, type HallContext, requireAdminToken } from '../app.js'

const clock = z.strictObject({ now: z.iso.datetime({ offset: true, local: false }) })

/** The virtual clock, behind the admin token. */
export function adminRoutes(app: HallApp, hall: HallContext): void {
  const state = () => ({ now: hall.time.now(), virtual: hall.time.isVirtual() })

  app.get('/__admin/clock', (request) => {
    requireAdminToken(hall, request)
    return state()
  })

  app.put('/__admin/clock', { schema: { body: clock } }, async (request, reply) => {
    requireAdminToken(hall, request)
    await hall.writer.run(() => hall.time.set(request.body.now))
    reply.header('x-hall-time', hall.time.now())
    return state()
  })
}
