import { z } from 'zod'
import { instantFrom } from '../../../calendar/index.js'
import { faultKinds, faultShape } from '../../faults/faults.js'
import { turnClock } from '../../time/fire.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem } from '../problem.js'

/** Years that every part of the house can write. */
const FIRST = Date.parse('1970-01-02T00:00:00Z')
const LAST = Date.parse('2999-12-30T00:00:00Z')

const clock = z.strictObject({
  now: z.iso
    .datetime({ offset: true })
    .transform(Date.parse)
    .refine((ms) => ms >= FIRST && ms <= LAST, { error: '超出 1970 至 2999 年' }),
})
const clockState = z.object({ now: z.string(), virtual: z.boolean() })
const resetting = z.strictObject({ keepRegistry: z.boolean().default(false) })
const named = z.strictObject({ name: z.string().regex(/^[\w-]{1,60}$/) })
const faultList = z.strictObject({
  seed: z.int().min(0).default(1),
  faults: z.array(faultShape).max(50),
})
const faultState = z.object({
  known: z.array(z.string()),
  faults: z.array(faultShape.extend({ strikes: z.int() })),
})
const recent = z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(100) })
const exchanges = z.object({ exchanges: z.array(z.looseObject({ url: z.string() })) })

const access = 'admin'

/** The controls of a rehearsal, behind the admin token: clock, faults, journal of requests, reset, snapshots. */
export function adminRoutes(app: HallApp, hall: HallContext): void {
  clockRoutes(app, hall)
  faultRoutes(app, hall)
  stateRoutes(app, hall)

  const querystring = recent
  app.get(
    '/__admin/journal',
    { schema: { summary: '最近的请求与答复', access, querystring, response: { 200: exchanges } } },
    (request) => ({ exchanges: hall.journal.list(request.query.limit) }),
  )
}

function clockRoutes(app: HallApp, hall: HallContext): void {
  const state = () => ({ now: hall.time.now(), virtual: hall.time.isVirtual() })
  const response = { 200: clockState }

  app.get('/__admin/clock', { schema: { summary: '大厅的时钟', access, response } }, state)

  app.put(
    '/__admin/clock',
    { schema: { summary: '拨动时钟，只进不退', access, body: clock, response } },
    async (request, reply) => {
      await hall.writer.run(() => turnClock(hall, instantFrom(request.body.now)))
      reply.header('x-hall-time', hall.time.now())
      return state()
    },
  )
}

function faultRoutes(app: HallApp, hall: HallContext): void {
  const state = () => ({ known: [...faultKinds], faults: hall.faults.list() })
  const response = { 200: faultState }

  app.get('/__admin/faults', { schema: { summary: '正在起作用的故障', access, response } }, state)

  app.put(
    '/__admin/faults',
    { schema: { summary: '布置故障，空表即全部撤除', access, body: faultList, response } },
    (request) => {
      hall.faults.set(request.body.faults, request.body.seed)
      return state()
    },
  )
}

function stateRoutes(app: HallApp, hall: HallContext): void {
  const response = { 204: z.null() }

  app.post(
    '/__admin/reset',
    { schema: { summary: '清空大厅，或只留名录和账号', access, body: resetting, response } },
    async (request, reply) => {
      hall.faults.set([], 1)
      hall.journal.clear()
      await hall.writer.run(() => hall.housekeeping.reset(request.body.keepRegistry))
      reply.code(204)
    },
  )

  app.post(
    '/__admin/snapshot',
    { schema: { summary: '留存当前状态', access, body: named, response } },
    async (request, reply) => {
      hall.housekeeping.snapshot(request.body.name)
      reply.code(204)
    },
  )

  app.post(
    '/__admin/restore',
    { schema: { summary: '恢复到留存的状态', access, body: named, response } },
    async (request, reply) => {
      const { name } = request.body
      const isDone = await hall.writer.run(() => hall.housekeeping.restore(name))
      if (!isDone) throw new HallProblem('not-found', `没有名为 ${name} 的留存`)
      reply.code(204)
    },
  )
}
