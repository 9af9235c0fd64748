import { z } from 'zod'
import { addDays } from '../../../calendar/index.js'
import { objectKinds } from '../../../hall/index.js'
import { clockAnswer } from '../../time/clock-answer.js'
import { fireDue } from '../../time/fire.js'
import { armAll } from '../../time/timers.js'
import { requireProvisioner, viewOf } from '../access.js'
import { collection, type HallApp, type HallContext } from '../app.js'
import { wrongAt } from '../problem.js'
import { visible } from './objects.js'

const params = z.strictObject({ id: z.string().max(40) })
const day = z.iso.date()
const days = z.int().nullable()
const span = z.object({
  limit: z.string(),
  title: z.string(),
  since: day,
  days: z.int(),
  count: z.enum(['workdays', 'days']),
  due: day,
  used: z.int(),
  remaining: z.int(),
  basis: z.string().nullable(),
})
const answer = z
  .object({
    promised: days,
    statutory: days,
    acceptedOn: day.nullable(),
    due: day.nullable(),
    statutoryDue: day.nullable(),
    used: days,
    remaining: days,
    stops: z.array(z.object({ from: day, to: day.nullable(), asked: days })),
    extension: z.int(),
    endedOn: day.nullable(),
    isStopped: z.boolean(),
    calendarVersion: z.string(),
    limits: z.array(span),
    explanation: z.array(z.string()),
  })
  .meta({ id: 'LegalClock', description: '法定时钟，逐行说明怎样算出' })

const year = z.strictObject({ year: z.coerce.number().int().min(1970).max(2999) })
const reasons = z.record(day, z.string().trim().min(1).max(100)).default({})
const localDays = z.strictObject({ off: reasons, work: reasons })

/** Legal clocks, the county's calendar, and what the hall does by itself when a limit runs out. */
export function clockRoutes(app: HallApp, hall: HallContext): void {
  runTimers(app, hall)
  calendarRoutes(app, hall)
  const timed = objectKinds.filter((kind) => {
    const { clock, limits } = hall.rules.workflows[kind]
    return clock !== undefined || Object.keys(limits).length > 0
  })
  for (const kind of timed) {
    const summary = `${hall.rules.workflows[kind].title}：法定时钟`
    const schema = { summary, params, response: { 200: answer } }
    app.get(`/api/v1/${collection(kind)}/:id/clock`, { schema }, (request) => {
      const object = visible(hall, kind, request.params.id, viewOf(hall, request))
      const clock = clockAnswer(hall, object)
      const off = clock.due === null ? undefined : hall.faults.strike('wrong-due-date', 3)
      return off === undefined ? clock : { ...clock, due: addDays(clock.due ?? '', off) }
    })
  }
}

/** In real time nobody turns the clock: whoever asks next finds done what fell due meanwhile. */
function runTimers(app: HallApp, hall: HallContext): void {
  app.addHook('onReady', () => hall.writer.run(() => armAll(hall, { onlyMissing: true })))
  app.addHook('preHandler', async () => {
    const now = hall.time.now()
    if (hall.objects.nextTimer(Date.parse(now)) !== undefined) {
      await hall.writer.run(() => fireDue(hall, now))
    }
  })
}

function calendarRoutes(app: HallApp, hall: HallContext): void {
  const path = '/api/v1/calendars/:year'
  const calendar = localDays.extend({
    year: z.int(),
    version: z.string(),
    provisional: z.boolean(),
  })
  const state = (of: number) => {
    const { version, isKnown } = hall.registry.calendar()
    const isOf = ([date]: readonly [string, string]) => date.startsWith(`${of}-`)
    const { off, work } = hall.registry.localDays()
    const pick = (all: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(all).filter(isOf))
    const provisional = !isKnown(`${of}-01-01`)
    return { year: of, version, provisional, off: pick(off), work: pick(work) }
  }

  const read = { summary: '本县一年的放假、调休', params: year, response: { 200: calendar } }
  app.get(path, { schema: read }, (request) => {
    viewOf(hall, request)
    return state(request.params.year)
  })

  const write = { ...read, summary: '录入本县一年的放假、调休', body: localDays } as const
  app.put(path, { schema: write }, (request) => {
    requireProvisioner(hall, request)
    const { year: of } = request.params
    const { off, work } = request.body
    const foreign = Object.keys({ ...off, ...work }).find((date) => !date.startsWith(`${of}-`))
    if (foreign !== undefined) throw wrongAt('', `${foreign} 不在 ${of} 年`)
    const both = Object.keys(off).find((date) => Object.hasOwn(work, date))
    if (both !== undefined) throw wrongAt(`/work/${both}`, '同一天不能既放假又上班')
    return hall.writer.run(() => {
      hall.registry.putLocalDays(of, request.body)
      armAll(hall)
      return state(of)
    })
  })
}
