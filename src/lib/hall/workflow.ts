import { z } from 'zod'
import type { ObjectKind } from './contract.js'

/** Every kind of object, in the order of the contract. */
export const objectKinds = [
  'case',
  'project',
  'article',
  'consultation',
  'complaint',
] as const satisfies readonly ObjectKind[]

const name = z.string().regex(/^[a-z][a-z0-9_]*$/)
const event = z.string().regex(/^[a-z][a-z0-9-]*$/)
const node = z.string().regex(/^[a-z][a-z0-9-]*$/)
const title = z.string().min(1)

/** What a field of an act holds: free text, or the code of something that the hall must know. */
const field = z.enum(['text', 'item', 'items', 'unit', 'column'])
const fields = z.record(name, field).default({})
const roles = z.array(name).min(1)

const start = z.strictObject({
  title,
  to: name,
  event,
  by: roles,
  /** Only the hall itself starts it, as part of another act (`spawn`). */
  internal: z.boolean().default(false),
  input: fields,
})

const action = z.strictObject({
  title,
  from: z.array(name).min(1),
  /** A state, or `same`. */
  to: name,
  event,
  by: roles,
  /** A role of unit scope acts only on objects of its own unit; county roles act everywhere. */
  unit: z.literal('own').optional(),
  /** The actor needs an assignment for this item at this node. */
  node: node.optional(),
  /** Only the applicant of this object. */
  owner: z.boolean().default(false),
  /** At most once per object. */
  once: z.boolean().default(false),
  /** Separation of duties: not whoever caused one of these events on this object. */
  notBy: z.array(event).default([]),
  /** Every child must be in this state, or in a final one. */
  children: name.optional(),
  /** Starts one child of this kind per item of the object, in the same transaction. */
  spawn: z.enum(objectKinds).optional(),
  input: fields,
})

/** Zod schema of `templates/workflows/<kind>.yaml`. */
export const workflowFile = z.strictObject({
  workflow: z.literal(1),
  kind: z.enum(objectKinds),
  version: z.int().positive(),
  title,
  /** The number people see: prefix (or `item`: the item's code), day, and a serial of so many digits. */
  number: z.strictObject({ prefix: z.string().min(1), digits: z.int().min(1).max(9) }),
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
})

/** What one field of an act holds. */
export type FieldKind = z.output<typeof field>
/** How an object of a kind comes into being. */
export type StartRule = z.output<typeof start>
/** How an object moves: from, to, by whom, under which guards. */
export type ActionRule = z.output<typeof action>
/** A workflow as data, defaults filled in. */
export type Workflow = z.output<typeof workflowFile>
/** The role catalogue as data. */
export type RoleCatalogue = z.output<typeof rolesFile>
