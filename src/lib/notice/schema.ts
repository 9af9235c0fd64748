import { z } from 'zod'
import { findings } from '../errors/index.js'
import { celText } from '../expr/index.js'

const id = z.string().regex(/^[a-z][a-z0-9-]*$/)
const code = z.string().regex(/^[0-9A-Z]{18}$/)
const text = z.string().min(1)
const day = z.iso.date()
const time = z.iso.time({ precision: -1 })
const inferred = z.boolean().default(false)
const clause = text

const batch = z.strictObject({
  id,
  title: text,
  day,
  windows: z.array(z.tuple([time, time]).readonly()).min(1),
  clause,
})

const roleDuty = z.strictObject({
  role: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: text,
  min: z.int().min(0),
  max: z.int().min(1).nullable().default(null),
  clause,
  inferred,
})

const requirement = z.strictObject({
  id: text,
  theme: id,
  title: text,
  /** A hall event, `<kind>.<event>`. */
  counts: z.string().regex(/^[a-z]+\.[a-z-]+$/),
  atLeast: z.int().min(1),
  each: z.array(z.enum(['unit', 'column'])).min(1),
  batches: z.array(id).min(1).optional(),
  where: celText(['item']).nullable().default(null),
  exempt: z
    .strictObject({ when: celText(['unit', 'items']), because: text })
    .nullable()
    .default(null),
  clause,
  inferred,
})

const target = z.strictObject({
  id,
  title: text,
  numerator: celText(['item']),
  denominator: celText(['item']),
  atLeast: z.tuple([z.int().min(1), z.int().min(1)]).readonly(),
  due: day,
  clause,
  inferred,
})

const obligation = z.strictObject({
  id: text,
  title: text,
  who: text,
  to: text,
  form: id.nullable().default(null),
  requirement: text.nullable().default(null),
  due: day,
  byBatch: z.boolean().default(false),
  neededBy: day.nullable().default(null),
  clause,
  inferred,
})

const report = z.strictObject({
  id,
  title: text,
  /** The title on the paper, its lines broken by meaning (GB/T 9704-2012 7.3.1). */
  paper: z.array(text).min(1),
  to: text,
  due: day,
  headings: z.array(text).min(1),
  clause,
})

/** Levels of rules that the notice sets otherwise than the profile; only codes that exist. */
const levels = z.record(
  z.string().refine((code) => Object.hasOwn(findings, code)),
  z.enum(['error', 'warning', 'hint', 'off']),
)

/** Zod schema of `templates/notices/<id>/notice.yaml`, before its parts are checked against each other. */
export const noticeFile = z.strictObject({
  notice: z.literal(1),
  id,
  title: text,
  number: text,
  issuer: text,
  issued: day,
  region: z.strictObject({ code: z.string().regex(/^\d{6,12}$/), name: text }),
  place: text,
  office: z.strictObject({ code, name: text, inferred }),
  batches: z.array(batch).min(1),
  columns: z.array(text),
  themes: z.array(z.strictObject({ id, title: text, clause })).min(1),
  roles: z.array(roleDuty),
  participants: z.strictObject({ min: z.int().min(0), max: z.int().min(1), clause }),
  requirements: z.array(requirement),
  targets: z.array(target),
  levels: levels.default({}),
  obligations: z.array(obligation),
  reports: z.array(report),
  choices: z.array(z.strictObject({ id, title: text, requirement: text, clause })).default([]),
  annexes: z
    .array(z.strictObject({ name: text, title: text, present: z.boolean(), clause }))
    .default([]),
})

/** Zod schema of `templates/notices/<id>/units.yaml`: the units of the drill and where the list comes from. */
export const unitsFile = z.strictObject({
  units: z.literal(1),
  inferred,
  source: text,
  list: z
    .array(
      z.strictObject({
        code,
        name: text,
        short: text,
        aliases: z.array(text).default([]),
        batch: id,
      }),
    )
    .min(1),
})

/** A notice file as read, defaults filled in. */
export type NoticeFile = z.output<typeof noticeFile>
/** A unit list as read, defaults filled in. */
export type UnitsFile = z.output<typeof unitsFile>
