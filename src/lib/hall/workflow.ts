import { z } from 'zod'
import type { ObjectKind } from './contract.js'

/** Every kind of object, in the order of the contract. */
export const objectKinds = [
  'case',
  'project',
  'article',
  'consultation',
  'complaint',
  'item_version',
  'notice',
] as const satisfies readonly ObjectKind[]

const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const event = z.string().regex(/^[a-z][a-z0-9-]*$/)
const node = z.string().regex(/^[a-z][a-z0-9-]*$/)
const title = z.string().min(1)

/**
 * What a field of an act holds; `?` may be left out. `text`; `count` a whole number; the code of something that the
 * hall must know (`item items unit column account`); `papers` new ones of the file, `verdicts` on papers it has; a
 * list: one of these words; `{days}`: working days from 1 to so many.
 */
const field = z.union([
  z.enum(['text', 'item', 'items', 'unit', 'column', 'account', 'count', 'papers', 'verdicts']),
  z.enum(['text?', 'count?', 'papers?', 'account?']),
  z.array(title).min(1),
  z.strictObject({ days: z.int().positive() }),
])
const fields = z.record(name, field).default({})
const roles = z.array(name)
const events = z.array(event)
/** What an act does to the legal clock of its object. `stop` and `extend` take their days from the field `days`. */
const clock = z.enum(['start', 'stop', 'resume', 'extend', 'end'])
/** Values that an act writes by itself, beside what is filled in. */
const set = z.record(name, title).default({})

const start = z.strictObject({
  title,
  to: name,
  event,
  by: roles.min(1),
  /** Only the hall itself starts it, as part of another act (`spawn`). */
  internal: z.boolean().default(false),
  /** Only for the unit that the actor belongs to. */
  unit: z.literal('own').optional(),
  input: fields,
  set,
})

const action = z.strictObject({
  title,
  from: z.array(name).min(1),
  /** A state, `same`, or `previous`: the one before the present one. */
  to: name,
  event,
  /** Who may; empty when the hall itself does it (`after`). */
  by: roles.default([]),
  /** A role of unit scope acts only on objects of its own unit (`town`: of its own town); county roles act everywhere. */
  unit: z.enum(['own', 'town']).optional(),
  /** The actor needs an assignment for this item at this node. */
  node: node.optional(),
  /** Where this field of the object names an account, nobody else. */
  assignee: name.optional(),
  /** Only the applicant of this object. */
  owner: z.boolean().default(false),
  /** At most once per object. */
  once: z.boolean().default(false),
  /** Separation of duties: not whoever caused one of these events on this object. */
  notBy: events.default([]),
  /** Separation of duties: not an account of the object's own unit. */
  notOwnUnit: z.boolean().default(false),
  /** An event that happened must have been caused by at least so many people. */
  people: z.record(event, z.int().min(2)).default({}),
  /** One of these events must have happened. */
  needs: events.default([]),
  /** A question to somebody else: what is filled in stays with its event until an act `approves` it. */
  request: z.boolean().default(false),
  /** Decides an open request; approving takes over what the request filled in. */
  approves: event.optional(),
  rejects: event.optional(),
  /** Done by the hall when this limit has run out. */
  after: name.optional(),
  /** Only once this limit has run out. */
  overdue: name.optional(),
  /** Only while this limit runs. */
  within: name.optional(),
  /** Not while this limit runs. */
  waits: name.optional(),
  /** Only for items that are decided at once (promised in 0 days). */
  instant: z.boolean().default(false),
  /** Papers of the file: all judged, or all found good. */
  papers: z.enum(['judged', 'good']).optional(),
  /** A field that must name every paper found wanting. */
  complete: name.optional(),
  /** Every child must be in this state, or in a final one. */
  children: name.optional(),
  /** Starts one child of this kind per item of the object, in the same transaction. */
  spawn: z.enum(objectKinds).optional(),
  clock: clock.optional(),
  input: fields,
  set,
})

const limit = z.strictObject({
  title,
  /** Days, or `asked`: as many as the field `days` of the event that began it. */
  days: z.union([z.int().positive(), z.literal('asked')]),
  count: z.enum(['workdays', 'days']).default('workdays'),
  /** Counted from the last of these events; the day itself does not count. */
  since: events.min(1),
  /** Runs while the object is in one of these states, and until one of these events. */
  in: z.array(name).min(1),
  until: events.default([]),
  /** Not for a part of a joint object: its parent sees to it. */
  alone: z.boolean().default(false),
  /** A limit of a node counts into what is promised, and stands still while the legal clock is stopped. */
  node: node.optional(),
  basis: title.optional(),
})

/** Zod schema of `templates/workflows/<kind>.yaml`. */
export const workflowFile = z.strictObject({
  workflow: z.literal(1),
  kind: z.enum(objectKinds),
  version: z.int().positive(),
  title,
  /** The number people see: prefix (or `item`: the item's code), day, and a serial of so many digits. */
  number: z.strictObject({ prefix: z.string().min(1), digits: z.int().min(1).max(9) }),
  /** The legal clock in working days, where the item says nothing of its own. */
  clock: z
    .strictObject({
      promised: z.int().positive(),
      statutory: z.int().positive(),
      extension: z.int().min(0),
      basis: title,
    })
    .optional(),
  limits: z.record(name, limit).default({}),
  states: z.record(name, z.strictObject({ title, final: z.boolean().default(false) })),
  start: z.record(name, start),
  actions: z.record(name, action),
})

/** Zod schema of `templates/roles.yaml`. */
export const rolesFile = z.strictObject({
  roles: z.literal(1),
  list: z.record(
    name,
    z.strictObject({
      zh: title,
      en: title,
      scope: z.enum(['county', 'unit', 'public']),
      nodes: z.array(node).default([]),
    }),
  ),
  nodes: z.record(node, z.strictObject({ zh: title, role: name })),
  /** Static separation of duties: what no account may hold at once, how many of a unit may hold a role. */
  duties: z
    .array(
      z.union([
        z.strictObject({ id: z.string(), zh: title, left: z.array(name), right: z.array(name) }),
        z.strictObject({ id: z.string(), zh: title, role: name, atMost: z.int().positive() }),
      ]),
    )
    .default([]),
})

/** What one field of an act holds. */
export type FieldKind = z.output<typeof field>
/** How an object of a kind comes into being. */
export type StartRule = z.output<typeof start>
/** How an object moves: from, to, by whom, under which guards. */
export type ActionRule = z.output<typeof action>
/** A time in which something must be done. */
export type LimitRule = z.output<typeof limit>
/** A workflow as data, defaults filled in. */
export type Workflow = z.output<typeof workflowFile>
/** A rule of static separation of duties. */
export type DutyRule = z.output<typeof rolesFile>['duties'][number]
/** The role catalogue as data. */
export type RoleCatalogue = z.output<typeof rolesFile>

/** Whether nobody has anything to do with an object in a state any more: it is at an end, or settled and only waits to be fetched. */
export function isAtRest({ states }: Workflow, state: string): boolean {
  return states[state]?.final === true || state === 'settled'
}
