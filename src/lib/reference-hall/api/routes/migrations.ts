import { z } from 'zod'
import { objectKinds } from '../../../hall/index.js'
import type { Migration, StagedRow } from '../../store/legacy.js'
import { judgeRow, legacyRow } from '../../store/legacy-rows.js'
import { readBack, storeRow } from '../../store/legacy-store.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem } from '../problem.js'

const MOST = 1000
const BODY_LIMIT = 16 * 1024 * 1024
const access = 'provisioner'
const params = z.strictObject({ id: z.string().max(40) })
const count = z.int()
const shape = z.object({
  id: z.string(),
  source: z.string(),
  state: z.enum(['open', 'committed']),
  startedAt: z.string(),
  counts: z.object({ ready: count, unchanged: count, refused: count, stored: count }),
})
const outcome = z.object({
  key: z.string(),
  outcome: z.enum(['ready', 'unchanged', 'refused', 'stored']),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })),
})
/** What came of a batch; `refused` also has the rows whose claim another row of the batch got, the first of them. */
const committed = shape.extend({ refused: z.array(outcome) })
const outcomes = z.object({ outcomes: z.array(outcome) })
const page = outcomes.extend({ next: z.string().nullable() })
const beginning = z.strictObject({ source: z.string().trim().min(1).max(100) })
const staging = z.strictObject({ rows: z.array(z.record(z.string(), z.unknown())).max(MOST) })
const acting = z.strictObject({
  action: z.literal('commit'),
  /** Leaves refused rows out; without it they stop the commit. */
  leaveRefused: z.boolean().default(false),
})
const listing = z.strictObject({
  outcome: z.enum(['ready', 'unchanged', 'refused', 'stored']).nullable().default(null),
  after: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const looking = z.strictObject({
  source: z.string().trim().min(1).max(100),
  kind: z.enum(objectKinds),
  keys: z.array(z.string().max(200)).max(MOST).nullable().default(null),
  after: z.string().max(200).default(''),
  limit: z.int().min(1).max(MOST).default(MOST),
})
const found = z.object({ rows: z.array(legacyRow), next: z.string().nullable() })

/** History from another system: staged and judged row by row, then stored at once, as often as one likes. */
export function migrationRoutes(app: HallApp, hall: HallContext): void {
  const making = { summary: '开始迁入', access, body: beginning, response: { 201: shape } } as const
  app.post('/api/v1/migrations', { schema: making }, async (request, reply) => {
    const { source } = request.body
    const begun = await hall.writer.run(() => hall.legacy.begin(source, hall.time.now()))
    reply.code(201).header('location', `/api/v1/migrations/${begun.id}`)
    return shown(hall, begun)
  })

  const reading = { summary: '迁入的进度', access, params, response: { 200: shape } } as const
  app.get('/api/v1/migrations/:id', { schema: reading }, (request) =>
    shown(hall, existing(hall, request.params.id)),
  )
  rowRoutes(app, hall)
  lookupRoute(app, hall)

  const response = { 200: committed }
  const committing = { summary: '迁入的行全部入库', params, body: acting, response }
  app.post('/api/v1/migrations/:id/actions', { schema: { ...committing, access } }, (request) =>
    hall.writer.run(() => {
      const migration = existing(hall, request.params.id)
      // Told twice, because the first answer was lost: it is done, and done once.
      if (migration.state === 'open') commit(hall, migration, request.body.leaveRefused)
      const refused = toldRows(hall.legacy.rows(migration.id, 'refused', '', MOST))
      return { ...shown(hall, existing(hall, migration.id)), refused }
    }),
  )
}

function rowRoutes(app: HallApp, hall: HallContext): void {
  const path = '/api/v1/migrations/:id/rows'
  const closerBody = z.strictObject({ rows: z.array(legacyRow).max(MOST) })
  const adding = { params, body: staging, closerBody, response: { 200: outcomes } }
  app.post(
    path,
    { bodyLimit: BODY_LIMIT, schema: { ...adding, summary: '送入待迁的行，逐行核对', access } },
    (request) =>
      hall.writer.run(() => {
        const { id, source } = openOne(hall, request.params.id)
        const judged = request.body.rows.map((row) => judgeRow(hall, source, row))
        for (const row of judged) hall.legacy.stage(id, row)
        return { outcomes: toldRows(judged) }
      }),
  )

  const reading = { summary: '逐行的结果', params, querystring: listing, response: { 200: page } }
  app.get(path, { schema: { ...reading, access } }, (request) => {
    const { id } = existing(hall, request.params.id)
    const { outcome: wanted, after, limit } = request.query
    const rows = hall.legacy.rows(id, wanted, after, limit)
    const next = rows.length === limit ? (rows.at(-1)?.key ?? null) : null
    return { outcomes: toldRows(rows), next }
  })
}

function toldRows(rows: readonly StagedRow[]): z.output<typeof outcome>[] {
  return rows.map(({ key, outcome: done, errors }) => ({ key, outcome: done, errors: [...errors] }))
}

/** What came from a source, as the hall holds it now: some keys of it, or one page after another. */
function lookupRoute(app: HallApp, hall: HallContext): void {
  const summary = '迁入的件现在的样子，与送来时同一写法'
  const schema = { summary, access, body: looking, response: { 200: found } } as const
  app.post('/api/v1/migrations/lookups', { schema }, (request) => {
    const { source, kind, keys, after, limit } = request.body
    const wanted = keys ?? hall.legacy.keys(source, kind, after, limit)
    const isMore = keys === null && wanted.length === limit
    const rows = readBack(hall, source, wanted)
    return { rows: [...rows], next: isMore ? (wanted.at(-1) ?? null) : null }
  })
}

/** All that is ready, judged once more: what two rows of one batch claim, the second does not get. */
function commit(hall: HallContext, { id, source }: Migration, leaveRefused: boolean): void {
  const staged = hall.legacy.rows(id, 'ready', '', Number.MAX_SAFE_INTEGER)
  for (const { body } of staged) {
    const row = judgeRow(hall, source, body)
    if (row.outcome === 'ready') storeRow(hall, source, row)
    hall.legacy.stage(id, { ...row, outcome: row.outcome === 'ready' ? 'stored' : row.outcome })
  }
  const { refused } = hall.legacy.counts(id)
  if (refused > 0 && !leaveRefused) {
    throw new HallProblem('wrong-state', `有 ${refused} 行不能迁入`, { allowedActions: [] })
  }
  hall.legacy.finish(id)
}

function existing(hall: HallContext, id: string): Migration {
  const migration = hall.legacy.get(id)
  if (migration === undefined) throw new HallProblem('not-found')
  return migration
}

function openOne(hall: HallContext, id: string): Migration {
  const migration = existing(hall, id)
  if (migration.state === 'open') return migration
  throw new HallProblem('wrong-state', '这一批已经入库', { allowedActions: [] })
}

function shown(hall: HallContext, migration: Migration) {
  return { ...migration, counts: hall.legacy.counts(migration.id) }
}
