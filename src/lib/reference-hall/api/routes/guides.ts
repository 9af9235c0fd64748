import { z } from 'zod'
import { guideOf } from '../../watch/guide-of.js'
import { requireProvisioner, signedIn, viewOf } from '../access.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem } from '../problem.js'
import { conditional } from '../shapes.js'

const text = z.string().trim().min(1).max(4000)
const days = z.int().min(0).max(10_000).nullable()
const params = z.strictObject({ code: z.string().max(100) })

/** What the public is told of an item. The registry may say something else: that is for checks to find. */
const guide = z.strictObject({
  name: text,
  promisedWorkdays: days,
  statutoryWorkdays: days,
  depth: z.int().min(1).max(4).nullable(),
  fee: z.string().max(500).nullable(),
  materials: z.array(text).max(200),
  conditions: z.string().max(20_000).nullable().default(null),
  steps: z.array(text).max(50).default([]),
})
/** What a guide leaves open that nobody has written. */
const blank = { fee: null, materials: [], conditions: null, steps: [] }
const shown = guide.extend({ code: z.string(), version: z.int() })
const registered = z.looseObject({ code: z.string(), name: z.string(), unit: z.string() })

/** One item as the registry has it, and its published guide, kept apart. */
export function guideRoutes(app: HallApp, hall: HallContext): void {
  const one = { summary: '事项：登记的内容', params, response: { 200: registered } }
  app.get('/api/v1/items/:code', { schema: one }, (request) => {
    viewOf(hall, request)
    const item = hall.registry.items().find(({ code }) => code === request.params.code)
    if (item === undefined) throw new HallProblem('not-found')
    return item
  })

  const reading = { summary: '事项：公布的办事指南', params, response: { 200: shown } }
  app.get('/api/v1/items/:code/guide', { schema: reading }, (request, reply) => {
    const { code } = request.params
    const found = guideOf(hall, code)
    if (found === undefined) throw new HallProblem('not-found')
    reply.header('etag', `"${found.version}"`)
    return { code, ...blank, ...found.body, version: found.version }
  })

  const headers = z.looseObject({ 'if-match': conditional['if-match'] })
  const writing = { summary: '事项：公布办事指南', params, headers, response: { 200: shown } }
  app.put(
    '/api/v1/items/:code/guide',
    { schema: { ...writing, body: guide } },
    async (request, reply) => {
      const { code } = request.params
      requireEditor(hall, request, code)
      const version = await hall.writer.run(() => {
        const before = hall.guides.get(code)
        if (before !== undefined) requireMatch(request.headers['if-match'], before.version)
        return hall.guides.put(code, request.body)
      })
      reply.header('etag', `"${version}"`)
      return { code, ...request.body, version }
    },
  )
}

/** The unit's own administrator, or whoever sets the hall up. */
function requireEditor(
  hall: HallContext,
  request: Parameters<typeof signedIn>[1],
  code: string,
): void {
  const unit = hall.registry.unitOf(code)
  const isAdmin = request.headers['x-admin-token'] !== undefined
  const actor = isAdmin ? undefined : signedIn(hall, request)
  const isOwn = actor?.roles.includes('unit_admin') === true && actor.unit === unit
  if (!isOwn) requireProvisioner(hall, request)
  if (unit === undefined) throw new HallProblem('not-found')
}

/** Writing over what is there needs the version it builds on, or `*`: nobody's change goes lost unseen. */
function requireMatch(match: string | undefined, version: number): void {
  if (match === undefined) throw new HallProblem('match-required')
  if (match !== '*' && match !== `"${version}"`)
    throw new HallProblem('version-mismatch', `现为第 ${version} 版`)
}
