import { z } from 'zod'
import type { Regions } from './regions.js'

const text = z.string().min(1)
const words = z.array(text)
const field = z.enum([
  'name',
  'code',
  'type',
  'caseType',
  'statutory',
  'promised',
  'depth',
  'basis',
  'conditions',
  'materials',
  'fee',
  'office',
  'supervision',
])
const level = z.enum(['error', 'warning', 'hint'])

const durations = z.strictObject({
  bare: z.enum(['workday', 'day', 'hour', 'month', 'year']),
  longestDays: z.number().positive(),
  instant: words,
  units: z.strictObject({ workday: words, day: words, hour: words, month: words, year: words }),
  lead: words,
  tail: words,
  asStatutory: words.default([]),
})

/** An item profile (`templates/profiles/<id>.yaml`): code tables, words and rules of a time and place, with their source. */
export const profileSchema = z.strictObject({
  id: text,
  title: text,
  basis: text,
  types: z.array(
    z.strictObject({
      code: z.string().regex(/^\d{2}$/u),
      label: text,
      aliases: words,
      inferred: z.boolean().optional(),
    }),
  ),
  caseTypes: z.array(z.strictObject({ label: text, aliases: words, instant: z.boolean() })),
  depth: z.array(
    z.strictObject({ level: z.int().min(1).max(4), aliases: words, codes: words.default([]) }),
  ),
  durations,
  yes: words,
  no: words,
  vague: z.strictObject({
    in: z.array(z.enum(['conditions', 'materials', 'promised', 'statutory', 'basis', 'fee'])),
    words,
  }),
  catchAll: words,
  names: z.strictObject({ shortest: z.int().positive(), filler: words, apart: z.string() }),
  guide: z.strictObject({
    whollyDepth: z.int().min(1).max(4),
    applyDepth: z.int().min(1).max(4),
    noVisit: words,
    mail: words,
    hours: words,
    precise: words,
    persons: words,
    organisations: words,
    faq: words,
    filled: words.default([]),
    instantReview: words.default([]),
    sampled: words.default([]),
  }),
  exercise: z.array(z.strictObject({ code: text, aliases: words })).default([]),
  results: z.array(
    z.strictObject({ label: text, aliases: words, holds: words, ends: words, but: words }),
  ),
  flow: z.strictObject({ types: words, nodes: words }),
  required: z.array(z.strictObject({ types: words, fields: z.array(field), level })),
  limits: z.strictObject({
    statutoryWorkdays: z.number().positive(),
    notAStop: words,
    stopWords: words,
  }),
  codes: z.strictObject({ implementation: z.int().positive(), basic: z.int().positive() }),
  levels: z.record(text, z.union([level, z.literal('off')])),
})

/** A profile with the table of division codes that ships beside it. */
export type ItemProfile = z.infer<typeof profileSchema> & { readonly regions: Regions }
export type DurationWords = z.infer<typeof durations>
export type ItemField = z.infer<typeof field>
