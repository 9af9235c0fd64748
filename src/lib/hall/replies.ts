import { z } from 'zod'
import { AppError } from '../errors/index.js'
import type { Act, Instant } from './contract.js'
import type { HallReply, HallRequest } from './transport.js'
import { objectKinds } from './workflow.js'

const record = z.record(z.string(), z.unknown())
const kind = z.enum(objectKinds)
const instant: z.ZodType<Instant> = z.string()
const count = z.int().nullable()
const days = z.record(z.string(), z.string())

/**
 * Answers of the reference interface, read loosely: a newer hall may say more than we know. They say again what the reference
 * hall declares in its own shapes, on purpose: a client that took its expectations from one server would find no fault in it.
 */
export const replySchemas = {
  info: z.object({
    name: z.string(),
    version: z.string(),
    time: instant,
    virtualClock: z.boolean(),
  }),
  clock: z.object({ now: instant }),
  act: z.object({
    id: z.string(),
    number: z.string(),
    state: z.string(),
    event: z.string(),
    created: z
      .array(
        z.object({
          kind,
          id: z.string(),
          number: z.string(),
          unit: z.string(),
          item: z.string().nullable(),
        }),
      )
      .optional(),
  }),
  object: z.object({
    id: z.string(),
    kind,
    number: z.string(),
    unit: z.string(),
    state: z.string(),
    version: z.number(),
    tag: z.string().nullable(),
    data: record,
  }),
  events: z.object({
    last: z.number(),
    events: z.array(
      z.object({
        seq: z.number(),
        type: z.string(),
        kind,
        objectId: z.string(),
        number: z.string(),
        unit: z.string(),
        actor: z.string(),
        role: z.string(),
        state: z.string(),
        occurredAt: instant,
        recordedAt: instant,
        tag: z.string().nullable(),
        data: record,
      }),
    ),
  }),
  legalClock: z.object({
    promised: z.int().nullable(),
    acceptedOn: z.string().nullable(),
    due: z.string().nullable(),
    stops: z.array(
      z.object({ from: z.string(), to: z.string().nullable(), asked: z.int().nullable() }),
    ),
    extension: z.int(),
    endedOn: z.string().nullable(),
    calendarVersion: z.string(),
    limits: z.array(z.object({ limit: z.string(), since: z.string(), due: z.string() })).optional(),
  }),
  localDays: z.object({ off: days, work: days }),
  chain: z.object({
    last: z.number(),
    events: z.array(
      z.looseObject({ seq: z.number(), prevHash: z.string().nullable(), hash: z.string() }),
    ),
  }),
  counts: z.record(z.string(), z.number()),
  cards: z.object({
    total: z.int(),
    cards: z.array(
      z
        .object({
          rule: z.string(),
          level: z.string(),
          subject: z.object({ number: z.string() }),
          lines: z.array(z.string()),
        })
        .transform(({ rule, level, subject, lines }) => ({
          ...{ rule, level, subject: subject.number },
          text: lines.join('；'),
        })),
    ),
  }),
  itemFace: z
    .object({
      ...{ name: z.string().nullable(), depth: count },
      ...{ promisedWorkdays: count, statutoryWorkdays: count },
    })
    .transform(({ name, promisedWorkdays: promised, statutoryWorkdays: statutory, depth }) => ({
      ...{ name, promised, statutory, depth },
    })),
}

const problemReply = z.object({
  code: z.string().default(''),
  detail: z.string().default(''),
  allowedActions: z.array(z.string()).default([]),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
})

/** What a refusal says, however little of a problem document it is. */
function problemOf(reply: HallReply) {
  const read = problemReply.safeParse(reply.body)
  if (!read.success) return { code: '', detail: `HTTP ${reply.status}`, allowed: [] }
  const { code, detail, allowedActions: allowed, errors } = read.data
  const places = errors.map((error) => `${error.pointer} ${error.detail}`)
  return { code, detail: [detail, ...places].join('；'), allowed }
}

/** The body of a good answer; HK-HALL-007 when it is none or not of the agreed shape. */
export function expectReply<S extends z.ZodType>(
  url: string,
  reply: HallReply,
  schema: S,
): z.output<S> {
  const read = schema.safeParse(reply.body)
  if (reply.status < 300 && read.success) return read.data
  const place = read.error?.issues[0]?.path.join('.') ?? ''
  throw new AppError('HK-HALL-007', { url, detail: `HTTP ${reply.status} ${place}`.trim() })
}

/** Asked too often: nothing was done, and asking again later is all that it takes. */
const TOO_OFTEN = 429

/** Turns the refusal of a read or of a setting into HK-HALL-001 (the hall broke, or is too busy), 002 (who are you) or 003. */
export function refusedRequest(
  { url, account }: { readonly url: string; readonly account: string },
  { method, path }: HallRequest,
  reply: HallReply,
): AppError {
  const { status } = reply
  const { code, detail, allowed } = problemOf(reply)
  if (status === TOO_OFTEN) return tooOften(url, detail)
  if (status >= 500) return new AppError('HK-HALL-001', { url, cause: `HTTP ${status}` })
  if (status === 401) return new AppError('HK-HALL-002', { url, account, detail })
  return new AppError('HK-HALL-003', { action: `${method} ${path}`, status, code, detail, allowed })
}

/**
 * Turns the refusal of an act into HK-HALL-003, 004, 001 when the hall was too busy to look at it, or, when the hall broke
 * while acting, 006.
 */
export function refusedAct(url: string, { action, as: account }: Act, reply: HallReply): AppError {
  const { code, detail, allowed } = problemOf(reply)
  const { status } = reply
  if (status === TOO_OFTEN) return tooOften(url, detail)
  if (status >= 500)
    return new AppError('HK-HALL-006', { action, account, cause: `HTTP ${status}` })
  if (status === 412) return new AppError('HK-HALL-004', { action, detail, allowed })
  return new AppError('HK-HALL-003', { action, status, code, detail, allowed })
}

function tooOften(url: string, detail: string): AppError {
  return new AppError('HK-HALL-001', { url, cause: `HTTP ${TOO_OFTEN} ${detail}` })
}
