import { z } from 'zod'
import { actor, hallEvent, scriptId, span, stepName, text } from './script.js'

/** One event, or whichever comes first of several. */
const events = z.union([hallEvent, z.array(hallEvent).min(1)])
const day = z.iso.date()
const time = z.iso.time({ precision: -1 })

/** Who plays which steps; the first rule that fits decides, robots play the rest. */
const castRule = z.strictObject({
  role: stepName.optional(),
  batch: text.optional(),
  /** Code, name or short name. */
  unit: text.optional(),
  by: actor,
  /** Open time after which a robot stands in for a person: `2h`, `30m`. */
  understudy: span.optional(),
})

const share = z.number().min(0).max(1)
const percent = z.string().regex(/^(100|[1-9]?\d)%$/)

/** What stops a run by itself: the hall stays away, too much goes wrong, too much was put into the hall. */
const safeguard = z.discriminatedUnion('watch', [
  /** `patience`: how long (real time) the hall may be away before the run stops; shorter is waited out. */
  z.strictObject({ watch: z.literal('hall.up'), patience: z.string().regex(/^[1-9]\d*[smh]$/) }),
  /** The share of robots' acts of the last `over` (drill time) that failed or stayed unknown, from `least` acts on. */
  z.strictObject({
    watch: z.literal('errorRate'),
    over: span,
    max: percent,
    least: z.int().positive().optional(),
  }),
  /** Objects put into the hall since the run was last gone on with. */
  z.strictObject({ watch: z.literal('ledger'), max: z.int().positive() }),
])

const play = z
  .strictObject({
    script: scriptId,
    /** The theme whose requirements it works for; without one it counts for nothing that the notice demands. */
    theme: scriptId.optional(),
    each: z.array(z.enum(['unit', 'column'])).min(1),
    /** Only these units, by code, name or short name. */
    units: z.array(text).min(1).optional(),
    /** `quota`: as often as the notice's quotas on what the script brings about demand, once when there is none. `mix`: each variant as often as the mix says. */
    times: z.enum(['quota', 'mix']),
    /** How many rounds of each variant, again and again where more are played; `rest` fills up. A variant that is not named is not played; every one once when absent. */
    mix: z.record(stepName, z.union([z.int().positive(), z.literal('rest')])).optional(),
  })
  .refine(({ theme, times }) => theme !== undefined || times === 'mix', {
    message: 'a quota is demanded under a theme',
    path: ['theme'],
  })

/** A stage of an object's course that must not take longer, in open minutes of its unit's windows. */
const stageDeadline = z.strictObject({
  id: z.string().regex(/^[A-Z]\d+$/),
  title: text,
  from: events,
  to: events,
  /** Open time; `d` is the open time of a day of the drill: a working day. */
  limit: z.string().regex(/^[1-9]\d*[mhd]$/),
  clause: text.optional(),
})

/** What a unit plays otherwise than the notice says. */
const ownUnit = z.strictObject({
  /** Code, name or short name. */
  unit: text,
  /** Another batch than the notice's. */
  batch: text.optional(),
  /** Rounds by theme (of each column where a play goes by columns): never fewer than the unit owes. */
  times: z.record(scriptId, z.int().min(0)).optional(),
})

/** Steps that share a thing (one seal, one counter, one computer): robots play one of them at a time. The first rule that fits decides. */
const mutexRule = z
  .strictObject({
    /** What they share; null: nothing, whatever the script says. */
    mutex: text.nullable(),
    script: scriptId.optional(),
    step: stepName.optional(),
    role: stepName.optional(),
    accounts: z.array(text).min(1).optional(),
    /** Codes, names or short names. */
    units: z.array(text).min(1).optional(),
  })
  .refine((rule) => Object.keys(rule).length > 1, { message: 'which steps share it' })

/** A requirement that a unit does not owe, decided before the drill. */
const exemption = z.strictObject({ requirement: text, unit: text, because: text })

/** Zod schema of the plan of a drill: `templates/drills/plan.yaml`, and `drills/plan.yaml` of a workspace, which goes before it key by key. */
export const playFile = z.strictObject({
  drill: z.literal(1),
  /** Another plan file, from this one's folder, whose keys stand where this one has none. */
  extends: text.optional(),
  notice: text.optional(),
  /** The document that this plan goes by, as errors of plans that extend it name it. */
  basis: text.optional(),
  /** Keys that stand looser than the extended plan's, each with who allowed it. */
  because: z.record(text, text).optional(),
  /** The batches' own days and windows, in place of the notice's; a batch of several days has an entry for each. */
  batches: z
    .array(z.strictObject({ id: text, day, windows: z.array(z.tuple([time, time])).min(1) }))
    .optional(),
  units: z.array(ownUnit).optional(),
  exempt: z.array(exemption).optional(),
  cast: z.array(castRule).optional(),
  mutexes: z.array(mutexRule).min(1).optional(),
  /** What becomes of steps whose windows are over: still awaited until `until`, or given up. */
  late: z.enum(['count', 'skip']).optional(),
  pause: z.enum(['keep', 'freeze']).optional(),
  /** The day before which what comes late still counts as late; the notice's first report when absent. */
  until: day.optional(),
  /** Stages that must not take longer; judged by the preset `drill` of templates/supervision. */
  deadlines: z.array(stageDeadline).optional(),
  /** Signatures without which a batch does not begin. */
  gates: z.array(z.strictObject({ id: scriptId, title: text, before: text })).optional(),
  safeguards: z.array(safeguard).optional(),
  /** What the hall is spared: calls of the drill begun in a second of real time, and under way at once. */
  pace: z
    .strictObject({
      perSecond: z.number().positive().max(1000).optional(),
      atOnce: z.int().min(1).max(64).optional(),
    })
    .optional(),
  score: z
    .strictObject({
      weights: z.record(scriptId, z.number().positive()),
      late: share,
      grades: z.array(z.strictObject({ name: text, from: z.number().min(0).max(100) })).min(1),
    })
    .optional(),
  play: z.array(play).min(1).optional(),
  /** Played beside the others. */
  more: z.array(play).min(1).optional(),
})

/** A plan file. */
export type PlayFile = z.output<typeof playFile>
/** The plan file with its list of plays. */
export type PlayList = PlayFile & { readonly play: readonly Play[] }
/** One line of the list of plays. */
export type Play = z.output<typeof play>
/** One thing that stops a run by itself. */
export type Safeguard = z.output<typeof safeguard>
/** How a score is made from verdicts. */
export type ScoreRule = NonNullable<z.output<typeof playFile>['score']>
