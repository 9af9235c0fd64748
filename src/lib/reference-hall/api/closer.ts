import { z } from 'zod'
import type { ActionRule, StartRule, Workflow } from '../../hall/index.js'
import { inputShape } from '../acts/input.js'

/** What the workflow asks of a body that starts an object: one shape per start that is open to callers. */
export function closerStart(flow: Workflow, generic: z.ZodObject): z.ZodType {
  const open = Object.entries(flow.start).filter(([, rule]) => !rule.internal)
  const [first] = open
  const action = (name: string) => {
    const named = z.literal(name)
    return name === first?.[0] ? named.optional() : named
  }
  return oneOf(open, (name, input) => generic.extend({ action: action(name), input }))
}

/** What the workflow asks of a body that moves an object: one shape per action. */
export function closerMove(flow: Workflow, generic: z.ZodObject): z.ZodType {
  const byPeople = Object.entries(flow.actions).filter(([, { by }]) => by.length > 0)
  return oneOf(byPeople, (name, input) => generic.extend({ action: z.literal(name), input }))
}

function oneOf(
  rules: readonly (readonly [string, StartRule | ActionRule])[],
  shape: (name: string, input: z.ZodType) => z.ZodType,
): z.ZodType {
  return z.union(
    rules.map(([name, rule]) => {
      const input = inputShape(rule.input)
      const isFree = input.safeParse({}).success
      return shape(name, isFree ? input.optional() : input).describe(rule.title)
    }),
  )
}
