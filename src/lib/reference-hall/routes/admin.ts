import { z } from 'zod'
import { instantFrom } from '../../calendar/index.js'
import { type HallApp, type HallContext, requireAdminToken } from '../app.js'

/** Years that every part of the house can write. */
const FIRST = Date.parse('1970-01-02T00:00:00Z')
const LAST = Date.parse('2999-12-30T00:00:00Z')

const clock = z.strictObject({
  now: z.iso
    .datetime({ offset: true })
    .transform(Date.parse)
    .refine((ms) => ms >= FIRST && ms <= LAST, { error: '超出 1970 至 2999 年' }),
})

/** The virtual clock, behind the admin token. */
export function adminRoutes(app: HallApp, hall: HallContext): void {
  const state = () => ({ now: hall.time.now(), virtual: hall.time.isVirtual() })

  app.get('/__admin/clock', (request) => {
    requireAdminToken(hall, request)
    return state()
  })

  app.put('/__admin/clock', { schema: { body: clock } }, async (request, reply) => {
    requireAdminToken(hall, request)
    await hall.writer.run(() => hall.time.set(instantFrom(request.body.now)))
    reply.header('x-hall-time', hall.time.now())
    return state()
  })
}
