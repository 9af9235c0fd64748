import { z } from 'zod'
import type { ObjectKind } from '../../hall/index.js'

const kinds = [
  'case',
  'project',
  'article',
  'consultation',
  'complaint',
] as const satisfies readonly ObjectKind[]

export const stepName = z.string().regex(/^[a-z][a-z0-9_]*$/)
export const scriptId = z.string().regex(/^[a-z][a-z0-9-]*$/)
const action = z.string().regex(/^[a-z]+\.[a-z_]+$/)
export const hallEvent = z.string().regex(/^[a-z]+\.[a-z-]+$/)
export const text = z.string().min(1)

/** Virtual durations count in half minutes, so that acts of many lanes meet on common ticks. */
const HALF_MINUTE = 30
const seconds = z.int().positive().multipleOf(HALF_MINUTE)

export const actor = z.enum(['robot', 'human'])
const long = z.string().regex(/^[1-9]\d*[hd]$/)
export const span = z.string().regex(/^[1-9]\d*[mh]$/)

/** What an act is given: a text, a number, a list of texts, or a list of small records (papers of a file). */
const input = z.union([
  text,
  z.int(),
  z.array(z.union([text, z.record(stepName, z.union([text, z.boolean()]))])),
])

const step = z
  .strictObject({
    title: text,
    /** Role of templates/roles.yaml. */
    as: stepName,
    /** Whose account acts: the unit's own, the office's (county roles), an applicant's, or that of the round's town. */
    at: z.enum(['own', 'office', 'public', 'town']),
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
        with: z.record(z.string(), input).default({}),
        /** It was done so long ago, outside the hall, and is entered only now (补录): `2h`, `1d`. */
        ago: long.optional(),
      })
      .optional(),
    /** A look at the hall by somebody without an account: nothing is changed. `expect` is bare CEL over `object`, `cards` and `differences`. */
    read: z
      .strictObject({
        kind: z.enum(kinds),
        id: text,
        expect: z.array(text).min(1),
        /** Whether the hall's due date is held against the calendar, where the hall tells it. */
        due: z.boolean().optional(),
        /** A limit of the present stage, in so many working days, whose due date is held against the calendar. */
        limit: z.strictObject({ name: stepName, days: z.int().positive() }).optional(),
        /** Numbers (办件编号, 工号 ...) of the unit whose yellow and red cards are read as `cards`. */
        cards: z.array(text).min(1).optional(),
        /** Code of an item of which registry, guide and the object's own clock must say the same; what they do not is in `differences`. */
        item: text.optional(),
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
    wait: long.optional(),
    takes: z.tuple([seconds, seconds]),
    /** Robots' steps that name the same, of whatever script, unit and person, are never under way at once. */
    mutex: text.optional(),
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
  given: z.array(z.enum(['item', 'article', 'column', 'town'])).default([]),
  steps: z.record(stepName, step),
})

/** A script with its defaults filled in. */
export type DrillScript = z.output<typeof scriptFile>
/** One step of a script. */
export type ScriptStep = z.output<typeof step>
