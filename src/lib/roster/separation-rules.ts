import { z } from 'zod'

const id = z.string().regex(/^S\d+$/)
const words = z.array(z.string().min(1)).min(1)
const level = z.enum(['error', 'warning']).default('error')
const mode = z.enum(['any', 'all']).default('any')
const code = z.string().min(1)

/** Who is let off a rule, until when and by whose word; what it does not name it does not narrow. */
export const exemption = z.strictObject({
  items: z.array(code).min(1).optional(),
  units: z.array(code).min(1).optional(),
  /** Items that are decided on the spot (即办件). */
  instant: z.boolean().optional(),
  until: z.iso.date().optional(),
  approvedBy: z.string().min(1),
})

const common = { id, level, exempt: z.array(exemption).default([]) }
const smallUnit = z.strictObject({ below: z.int().min(2), level }).optional()

/** Zod schema of one separation of duties; see `templates/roster.yaml` for the words. */
export const separationRule = z.discriminatedUnion('on', [
  z.strictObject({
    ...common,
    when: z.literal('static'),
    on: z.literal('roles'),
    left: words,
    right: words,
    mode,
    smallUnit,
  }),
  z.strictObject({
    ...common,
    when: z.literal('static'),
    on: z.literal('nodes'),
    left: words,
    right: words,
    mode,
    smallUnit,
  }),
  z.strictObject({
    ...common,
    when: z.literal('static'),
    on: z.literal('load'),
    nodes: z.int().min(1),
    smallUnit: z.strictObject({ below: z.int().min(2), nodes: z.int().min(1) }).optional(),
  }),
  z.strictObject({
    ...common,
    when: z.literal('dynamic'),
    on: z.literal('acts'),
    left: words,
    right: words.optional(),
    apart: z.enum(['person', 'unit']).default('person'),
    people: z.int().min(2).optional(),
    by: words.optional(),
  }),
])

/** One separation of duties: what may not meet in one person, item, case or unit. */
export type Separation = z.output<typeof separationRule>
/** A separation that is told from roles or node assignments alone. */
export type HeldSeparation = Extract<Separation, { readonly on: 'roles' | 'nodes' }>
/** A separation that only acts on a case can break; the drill tries each as a negative test. */
export type ActSeparation = Extract<Separation, { readonly on: 'acts' }>
/** Who is let off a rule. */
export type Exemption = z.output<typeof exemption>
