import { z } from 'zod'
import { calendarVersion } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { LegalClock, ObjectKind } from '../contract.js'
import { objectKinds } from '../workflow.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import { resolveRead } from './resolve.js'
import { runAction } from './run.js'

const isoDay = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/)
  .transform((text) => text.slice(0, 10))
const day = isoDay.nullish().transform((text) => text ?? null)
const days = z.coerce
  .number()
  .int()
  .nullish()
  .transform((count) => count ?? null)

/** A legal clock as a connector maps it: what is left out is unknown, or none. */
const toldClock = z.object({
  ...{ promised: days, acceptedOn: day, due: day, endedOn: day },
  stops: z
    .array(z.object({ from: isoDay, to: day, asked: days }))
    .nullish()
    .transform((stops) => stops ?? []),
  extension: days.transform((count) => count ?? 0),
  calendarVersion: z
    .string()
    .nullish()
    .transform((version) => version ?? calendarVersion()),
})

/** Reads legal clocks through `<kind>.clock`; undefined for a connector that describes none. */
export function clockReader(
  desk: Desk,
  caller: Caller,
): ((kind: ObjectKind, id: string) => Promise<LegalClock>) | undefined {
  const { spec: file, cel } = desk.connector
  const told = objectKinds.map((kind) => resolveRead(file, `${kind}.clock`))
  if (told.every((spec) => spec === undefined || spec.manual !== undefined)) return
  return async (kind, id) => {
    const action = `${kind}.clock`
    const spec = resolveRead(file, action)
    if (spec === undefined || spec.manual !== undefined) {
      throw new AppError('HK-HALL-005', { action })
    }
    const names = { ...desk.names(), action, kind, id }
    const running = { action, spec, changes: false }
    const { scope } = await runAction(desk, caller, running, names, desk.reader)
    const seen = { ...scope, item: scope['body'] }
    const fields = Object.entries(spec.map).map(([name, text]) => [name, cel.value(text, seen)])
    const read = toldClock.safeParse(Object.fromEntries(fields))
    if (read.success) return read.data
    const field = String(read.error.issues[0]?.path.join('.'))
    throw new AppError('HK-CONN-008', { action, field })
  }
}
