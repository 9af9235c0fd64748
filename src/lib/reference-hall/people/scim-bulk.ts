import { z } from 'zod'
import { inputProblem } from '../acts/input.js'
import type { HallContext } from '../api/app.js'
import { HallProblem, wrongAt } from '../api/problem.js'
import { createGroup, createUser, patchGroup, patchUser, replaceUser } from './scim-acts.js'
import { creating, grouping, patching, replacing, urn } from './scim-model.js'

/** Many changes in one request (RFC 7644 §3.7). */
export const bulking = z.strictObject({
  schemas: z.tuple([z.literal(urn.bulkRequest)]),
  failOnErrors: z.int().min(1).optional(),
  Operations: z
    .array(
      z.strictObject({
        method: z.enum(['POST', 'PUT', 'PATCH']),
        path: z.string().max(200),
        bulkId: z.string().min(1).max(100).optional(),
        version: z.string().max(100).optional(),
        data: z.record(z.string(), z.unknown()),
      }),
    )
    .max(1000),
})
type Operation = z.output<typeof bulking>['Operations'][number]

/** What became of every operation, in order; those after the last tolerated error are not tried and not listed. */
export async function runBulk(hall: HallContext, request: z.output<typeof bulking>) {
  const { failOnErrors = Infinity } = request
  const made = new Map<string, string>()
  const results: Result[] = []
  let errors = 0
  for (const [index, operation] of request.Operations.entries()) {
    if (errors >= failOnErrors) break
    const result = await outcome(hall, operation, made, index)
    if (result.response !== undefined) errors += 1
    results.push(result)
  }
  return { schemas: [urn.bulkResponse], Operations: results }
}

interface Result {
  readonly method: string
  readonly bulkId?: string
  readonly location?: string
  readonly status: string
  /** The problem of an operation that was refused. */
  readonly response?: object
}

async function outcome(
  hall: HallContext,
  operation: Operation,
  made: Map<string, string>,
  index: number,
): Promise<Result> {
  const { method, bulkId } = operation
  const named = bulkId === undefined ? { method } : { method, bulkId }
  try {
    const { id, meta } = await runOne(hall, resolved(operation, made, index))
    if (bulkId !== undefined) made.set(bulkId, id)
    return { ...named, location: meta.location, status: method === 'POST' ? '201' : '200' }
  } catch (error) {
    if (!(error instanceof HallProblem)) throw error
    return { ...named, status: String(error.status), response: error.toJSON() }
  }
}

type Done = Promise<{ readonly id: string; readonly meta: { readonly location: string } }>

function runOne(hall: HallContext, { method, path, version, data }: Operation): Done {
  const [, sort, id] = /^\/(Users|Groups)(?:\/([^/?#]{1,100}))?$/.exec(path) ?? []
  const route = `${method} ${sort}${id === undefined ? '' : '/id'}`
  const of = decoded(id ?? '')
  if (route === 'POST Users') return createUser(hall, read(creating, data))
  if (route === 'PUT Users/id') return replaceUser(hall, of, read(replacing, data), version)
  if (route === 'PATCH Users/id')
    return patchUser(hall, of, read(patching, data).Operations, version)
  if (route === 'POST Groups') return createGroup(hall, read(grouping, data))
  if (route === 'PATCH Groups/id') return patchGroup(hall, of, read(patching, data).Operations)
  throw new HallProblem('not-found', `${method} ${path}`)
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    throw new HallProblem('not-found')
  }
}

function read<T>(shape: z.ZodType<T>, data: unknown): T {
  const result = shape.safeParse(data)
  if (!result.success) throw inputProblem(result.error, '/data')
  return result.data
}

/** The operation with `bulkId:...` replaced by the id that was made under it. */
function resolved(
  operation: Operation,
  made: ReadonlyMap<string, string>,
  index: number,
): Operation {
  const known = (held: string): string => {
    const [, bulkId] = /^bulkId:(.+)$/.exec(held) ?? []
    if (bulkId === undefined) return held
    const id = made.get(bulkId)
    if (id === undefined) throw wrongAt(`/Operations/${index}`, `没有先建立 ${bulkId}`)
    return id
  }
  const text = JSON.stringify(operation.data, (_, value: unknown) =>
    typeof value === 'string' ? known(value) : value,
  )
  return { ...operation, data: JSON.parse(text) }
}
