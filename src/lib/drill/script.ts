import { z } from 'zod'
import type { ObjectKind } from '../hall/index.js'

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
    needs: z.array(stepName).default([]),
    /** Variants of the mix that play this step; every variant when absent. */
    in: z.array(stepName).optional(),
    /** How a robot acts. `id` and the strings of `with` are templates: `${CEL}`. */
    do: z
      .strictObject({
        call: action,
        id: text.optional(),
        with: z.record(z.string(), z.union([text, z.array(text)])).default({}),
      })
      .optional(),
    /** A look at the hall by somebody without an account: nothing is changed. `expect` is bare CEL over `object`. */
    read: z
      .strictObject({ kind: z.enum(kinds), id: text, expect: z.array(text).min(1) })
      .optional(),
    /** What a person is told to do. */
    ask: text,
    /** What proves it. `match` compares the event's data when it carries no tag of ours. */
    seen: z
      .strictObject({ event: hallEvent, match: z.record(z.string(), text).default({}) })
      .optional(),
    /** Bare CEL over `event`, kept for later steps beside `id` and `number`. */
    keep: z.record(stepName, text).default({}),
    takes: z.tuple([seconds, seconds]),
  })
  .refine((one) => (one.do === undefined) !== (one.read === undefined), {
    message: 'a step either does or reads',
    path: ['do'],
  })
  .refine((one) => one.do === undefined || one.seen !== undefined, {
    message: 'an act needs `seen`: what proves it',
    path: ['seen'],
  })

/** Zod schema of `templates/drills/<id>.yaml`: how one act of the notice is played, step by step. */
export const scriptFile = z.strictObject({
  script: z.literal(1),
  id: scriptId,
  title: text,
  given: z.array(z.enum(['item', 'article'])).default([]),
  steps: z.record(stepName, step),
})

/** Zod schema of `templates/drills/plan.yaml`: which scripts play which theme of a notice. */
export const playFile = z.strictObject({
  drill: z.literal(1),
  play: z
    .array(
      z.strictObject({
        script: scriptId,
        theme: scriptId,
        each: z.array(z.enum(['unit', 'column'])).min(1),
        /** As often as the notice's quotas on what the script brings about demand; once when there is none. */
        times: z.literal('quota'),
        /** How many rounds of each variant; `rest` fills up. */
        mix: z.record(stepName, z.union([z.int().positive(), z.literal('rest')])).optional(),
      }),
    )
    .min(1),
})

/** A script with its defaults filled in. */
export type DrillScript = z.output<typeof scriptFile>
/** One step of a script. */
export type ScriptStep = z.output<typeof step>
/** The list of plays. */
export type PlayList = z.output<typeof playFile>
/** One line of the list of plays. */
export type Play = PlayList['play'][number]
