import { z } from 'zod'
import type { FieldKind } from '../../hall/index.js'
import { HallProblem, type WrongPlace } from '../api/problem.js'
import type { Registry } from '../store/registry.js'
import { newPapers, verdicts } from './papers.js'

type Fields = Readonly<Record<string, FieldKind>>

const text = z.string().trim().min(1).max(4000)
const code = z.string().min(1).max(100)
const items = z
  .array(code)
  .min(1)
  .max(50)
  .refine((list) => new Set(list).size === list.length, { error: '事项重复' })

const shapes: Readonly<Record<string, z.ZodType>> = {
  text,
  item: code,
  items,
  unit: code,
  column: code,
  account: code,
  count: z.int().min(0).max(10_000),
  papers: newPapers,
  verdicts,
}

/** The shape of what fields ask for: strictly typed, nothing beside them, required unless marked `?`. */
export function inputShape(fields: Fields): z.ZodType<Readonly<Record<string, unknown>>> {
  const shape = Object.entries(fields).map(([name, kind]) => [name, fieldShape(kind)] as const)
  return z.strictObject(Object.fromEntries(shape))
}

function fieldShape(kind: FieldKind): z.ZodType {
  if (typeof kind !== 'string') {
    return 'days' in kind ? z.int().min(1).max(kind.days) : z.enum(kind)
  }
  const shape = shapes[kind.replace('?', '')] ?? z.never()
  return kind.endsWith('?') ? shape.optional() : shape
}

/** The input of an act, checked against its fields, naming only what the hall knows. */
export function readInput(
  fields: Fields,
  input: unknown,
  registry: Registry,
): Readonly<Record<string, unknown>> {
  const result = knownShape(fields).safeParse(input)
  if (!result.success) throw inputProblem(result.error, '/input')
  const unknown = Object.entries(fields).flatMap(([name, kind]) =>
    unknownCodes(kind, result.data[name], registry).map((value) => ({
      pointer: `/input/${name}`,
      detail: `大厅里没有「${value}」`,
    })),
  )
  if (unknown.length > 0) throw new HallProblem('invalid', '', { errors: unknown })
  return result.data
}

/** The shapes of the workflows' own fields, each made once: making one takes longer than the check. */
const made = new WeakMap<Fields, ReturnType<typeof inputShape>>()

function knownShape(fields: Fields): ReturnType<typeof inputShape> {
  const known = made.get(fields)
  if (known) return known
  const shape = inputShape(fields)
  made.set(fields, shape)
  return shape
}

function unknownCodes(kind: FieldKind, value: unknown, registry: Registry): readonly string[] {
  if (typeof kind !== 'string' || value === undefined) return []
  const known: Readonly<Record<string, (name: string) => boolean>> = {
    item: (name) => registry.unitOf(name) !== undefined,
    items: (name) => registry.unitOf(name) !== undefined,
    unit: registry.hasUnit,
    column: registry.hasColumn,
    account: registry.hasAccount,
  }
  const isKnown = known[kind.replace('?', '')] ?? (() => true)
  return [value].flat().filter((name): name is string => !isKnown(String(name)))
}

/** A zod error as a 422 with one RFC 6901 pointer per wrong place. */
export function inputProblem(error: z.ZodError, base = ''): HallProblem {
  const errors = error.issues.flatMap((issue): WrongPlace[] => {
    const at = issue.path.map((part) => `/${escaped(String(part))}`).join('')
    if (issue.code !== 'unrecognized_keys') {
      return [{ pointer: `${base}${at}`, detail: issue.message }]
    }
    return issue.keys.map((key) => ({
      pointer: `${base}${at}/${escaped(key)}`,
      detail: '没有这个字段',
    }))
  })
  return new HallProblem('invalid', '', { errors: errors.slice(0, 50) })
}

function escaped(part: string): string {
  return part.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')
}
