import { z } from 'zod'
import { refuseUnknown } from '../../../yaml/index.js'
import type { StepKind } from './model.js'

type Kinds = ReadonlyMap<string, StepKind>
type Context = z.core.$RefinementCtx<unknown>

/** A step as it is written: its name, or its name with options. */
export type StepText = string | object

/**
 * Zod schema of a step as it is written: its name, or its name with options. Each step is held to its own schema, so that a
 * mistake is told as one of that step; for editors it is a choice of all of them.
 */
export function stepSchema(kinds: Kinds) {
  const alone = [...kinds].flatMap(([name, { options }]) =>
    options.safeParse(undefined).success ? [name] : [],
  )
  const withOptions = new Map(
    [...kinds].flatMap(([name, { options, beside }]) =>
      options instanceof z.ZodUndefined
        ? []
        : [[name, z.strictObject({ [name]: options, ...beside })] as const],
    ),
  )
  const choice = z.union([z.enum(alone), ...withOptions.values()])
  const { $schema: _, ...shape } = z.toJSONSchema(choice, { io: 'input', unrepresentable: 'any' })
  return z
    .custom<StepText>()
    .superRefine((written, context) => {
      if (typeof written === 'string') checkName(written, { kinds, alone }, context)
      else if (!isRecord(written)) context.addIssue(shapeless)
      else checkOptions(written, { kinds, withOptions }, context)
    })
    .meta(shape)
}

/** No check of the mapping goes on with it. */
const shapeless = { code: 'custom', message: 'trim | { get: … }', continue: false } as const

function isRecord(written: unknown): written is Readonly<Record<string, unknown>> {
  const isObject = typeof written === 'object' && written !== null && !Array.isArray(written)
  return isObject && Object.keys(written).length > 0
}

function checkName(
  name: string,
  { kinds, alone }: { kinds: Kinds; alone: readonly string[] },
  context: Context,
): void {
  if (alone.includes(name)) return
  if (kinds.has(name)) context.addIssue({ code: 'custom', message: `{ ${name}: … }` })
  else refuseUnknown(context, { value: name, path: [], options: [...kinds.keys()] })
}

function checkOptions(
  written: Readonly<Record<string, unknown>>,
  { kinds, withOptions }: { kinds: Kinds; withOptions: ReadonlyMap<string, z.ZodType> },
  context: Context,
): void {
  const keys = Object.keys(written)
  const name = keys.find((key) => kinds.has(key))
  if (name === undefined) {
    context.addIssue({ code: 'unrecognized_keys', keys, input: written })
    return
  }
  const schema = withOptions.get(name)
  if (schema === undefined) {
    context.addIssue({ code: 'custom', message: name })
    return
  }
  for (const issue of schema.safeParse(written).error?.issues ?? []) context.addIssue({ ...issue })
}
