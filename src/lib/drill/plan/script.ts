import { z } from 'zod'
import type { ObjectKind } from '../../hall/index.js'

const kinds = [
  'case',
  'project',
  'article',
  'consultation',
  'complaint',
] as const satisfies readonly ObjectKind[]

const stepName = z.string().regex(/^[a-z][a-z0-9_]*$/)
const scriptId = z.string().regex(/^[a-z][a-z0-9-]*$/)
const action = z.string().regex(/^[a-z]+\.[a-z_]+$/)
const hallEvent = z.string().regex(/^[a-z]+\.[a-z-]+$/)
const text = z.string().min(1)

/** Virtual durations count in half minutes, so that acts of many lanes meet on common ticks. */
const HALF_MINUTE = 30
const seconds = z.int().positive().multipleOf(HALF_MINUTE)

const actor = z.enum(['robot', 'human'])
const span = z.string().regex(/^[1-9]\d*[mh]$/)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const time = z.string().regex(/^\d{2}:\d{2}$/)

const step = z
  .strictObject({
    title: text,
    /** Role of templates/roles.yaml. */
    as: stepName,
    /** Whose account acts: the unit's own, the office's (county roles), or an applicant's. */
    at: z.enum(['own', 'office', 'public']),
    /** The account must hold this node of the round's item. */
    node: scriptId.optional(),
    /** Steps whose account must not act here (separation of duties). */
    not: z.array(stepName).default([]),
    /** The account of this step acts here too, whatever it may. */
    same: stepName.optional(),
    needs: z.array(stepName).default([]),
    /** Variants of the mix that play this step; every variant when absent. */
    in: z.array(stepName).optional(),
    /** How a robot acts. `id` and the strings of `with` are templates: `${CEL}`. */
    do: z
      .strictObject({
        call: action,
        id: text.optional(),
        with: z.record(z.string(), z.union([text, z.int(), z.array(text)])).default({}),
      })
      .optional(),
    /** A look at the hall by somebody without an account: nothing is changed. `expect` is bare CEL over `object`. */
    read: z
      .strictObject({
        kind: z.enum(kinds),
        id: text,
        expect: z.array(text).min(1),
        /** Whether the hall's due date is held against the calendar, where the hall tells it. */
        due: z.boolean().optional(),
      })
      .optional(),
    /** What a person is told to do. */
    ask: text,
    /** What proves it. `match` compares the event's data when it carries no tag of ours. */
    seen: z
      .strictObject({ event: hallEvent, match: z.record(z.string(), text).default({}) })
      .optional(),
    /**
     * A negative test: the hall must refuse the act, and `rule` is what it enforces by that. Any refusal will do unless
     * `codes` names the hall's own; `seen` is what would prove that it let the act through. Robots only.
     */
    refused: z.strictObject({ rule: text, codes: z.array(text).min(1).optional() }).optional(),
    /** Bare CEL over `event`, kept for later steps beside `id` and `number`. */
    keep: z.record(stepName, text).default({}),
    /** Time that must pass after what it needs, windows or not: `8d` until a limit of the hall runs out. */
    wait: z
      .string()
      .regex(/^[1-9]\d*[hd]$/)
      .optional(),
    takes: z.tuple([seconds, seconds]),
    /** Who plays it unless the plan's cast says otherwise; a step that neither does nor reads is a person's. */
    by: actor.optional(),
    understudy: span.optional(),
  })
  .refine((one) => one.do === undefined || one.read === undefined, {
    message: 'a step either does or reads',
    path: ['do'],
  })
  .refine((one) => one.do !== undefined || one.read !== undefined || one.by === 'human', {
    message: "a step that neither does nor reads is a person's: by: human",
    path: ['by'],
  })
  .refine((one) => one.do === undefined || one.seen !== undefined, {
    message: 'an act needs `seen`: what proves it',
    path: ['seen'],
  })
  .refine((one) => one.refused === undefined || (one.do !== undefined && one.by !== 'human'), {
    message: 'only an act of a robot can be meant to be refused',
    path: ['refused'],
  })

/** Zod schema of `templates/drills/<id>.yaml`: how one act of the notice is played, step by step. */
export const scriptFile = z.strictObject({
  script: z.literal(1),
  id: scriptId,
  title: text,
  /** `column`: the notice's first, unless the play goes through them all. */
  given: z.array(z.enum(['item', 'article', 'column'])).default([]),
  steps: z.record(stepName, step),
})

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
    /** How many rounds of each variant; `rest` fills up. Every variant once when absent. */
    mix: z.record(stepName, z.union([z.int().positive(), z.literal('rest')])).optional(),
  })
  .refine(({ theme, times }) => theme !== undefined || times === 'mix', {
    message: 'a quota is demanded under a theme',
    path: ['theme'],
  })

/** A stage of an object's course that must not take longer, in open minutes of its unit's windows. */
export const stageDeadline = z.strictObject({
  id: z.string().regex(/^[A-Z]\d+$/),
  title: text,
  from: hallEvent,
  to: hallEvent,
  limit: span,
})

/** Zod schema of the plan of a drill: `templates/drills/plan.yaml`, and `drills/plan.yaml` of a workspace, which goes before it key by key. */
export const playFile = z.strictObject({
  drill: z.literal(1),
  /** Another plan file, from this one's folder, whose keys stand where this one has none. */
  extends: text.optional(),
  notice: text.optional(),
  /** The batches' own days and windows, in place of the notice's. */
  batches: z
    .array(z.strictObject({ id: text, day, windows: z.array(z.tuple([time, time])).min(1) }))
    .optional(),
  cast: z.array(castRule).optional(),
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

/** A script with its defaults filled in. */
export type DrillScript = z.output<typeof scriptFile>
/** One step of a script. */
export type ScriptStep = z.output<typeof step>
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
