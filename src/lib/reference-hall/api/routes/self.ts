import type { RouteOptions } from 'fastify'
import { z } from 'zod'
import type { HallApp, HallContext } from '../app.js'
import { openApiDocument } from '../openapi.js'
import { shapes } from '../shapes.js'

/** What the hall tells of itself, to anybody: its health and its interface. */
export function selfRoutes(app: HallApp, hall: HallContext, routes: readonly RouteOptions[]): void {
  const access = 'anybody'
  for (const path of ['/healthz', '/readyz']) {
    app.get(
      path,
      { schema: { summary: '大厅的状况', access, response: { 200: shapes.health } } },
      () => ({
        name: 'hallkit reference hall',
        version: '1',
        time: hall.time.now(),
        virtualClock: hall.time.isVirtual(),
      }),
    )
  }

  const stopping = { summary: '停止大厅', access: 'admin', response: { 202: z.null() } } as const
  app.post('/api/v1/stop', { schema: stopping }, async (_request, reply) => {
    reply.raw.once('finish', hall.askStop)
    reply.code(202)
    return null
  })

  let described: object | undefined
  const document = z.looseObject({ openapi: z.string() })
  app.get(
    '/openapi.json',
    { schema: { summary: '接口说明（OpenAPI 3.1）', access, response: { 200: document } } },
    (request) => {
      described ??= openApiDocument(routes)
      return { ...described, servers: [{ url: `http://${request.host}` }] }
    },
  )
}
