import type { z } from 'zod'
import { templateText } from '../../expr/index.js'
import { REQUEST_NAMES } from './names.js'
import { holdsPassword } from './table-address.js'

type Context = Pick<z.core.$RefinementCtx, 'addIssue'>
type Path = readonly PropertyKey[]
type Part = Readonly<Record<string, unknown>>

const WAYS = ['request', 'steps', 'tables', 'append', 'manual', 'unsupported'] as const

/** Refuses, at its place, what single keys cannot: bad expressions inside bodies, an action with no way or two. */
export function refuseContradictions(
  file: {
    readonly actions: Readonly<Record<string, Part>>
    readonly auth: unknown
    readonly folder?: string | undefined
  },
  context: Context,
): void {
  if (file.folder !== undefined && holdsPassword(file.folder)) {
    context.addIssue({ code: 'custom', path: ['folder'], message: 'no password here: env:NAME' })
  }
  for (const [name, action] of Object.entries(file.actions)) {
    refuseWays(action, ['actions', name], context)
    refuseBodies(action, ['actions', name], context)
  }
  const login = (file.auth as { login?: Part }).login
  if (login) refuseBodies(login, ['auth', 'login'], context)
}

function refuseWays(action: Part, path: Path, context: Context): void {
  const ways = WAYS.filter((way) => action[way] !== undefined)
  if (ways.length === 1) return
  const message = `exactly one of ${WAYS.join(', ')}`
  context.addIssue({ code: 'custom', path: [...path], message })
}

function refuseBodies(part: Part, path: Path, context: Context): void {
  refuseTemplates(part['body'], [...path, 'body'], context)
  const steps = (part['steps'] ?? []) as readonly Part[]
  for (const [index, step] of steps.entries()) {
    refuseTemplates(step['body'], [...path, 'steps', index, 'body'], context)
  }
}

const template = templateText([...REQUEST_NAMES])

function refuseTemplates(value: unknown, path: Path, context: Context): void {
  if (typeof value === 'string') {
    for (const { message } of template.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message, params: { rule: 'expression' } })
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      refuseTemplates(part, [...path, Array.isArray(value) ? Number(key) : key], context)
    }
  }
}
