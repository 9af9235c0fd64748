import type { RouteOptions } from 'fastify'
import { z } from 'zod'
import { SESSION_COOKIE } from './access.js'
import { problemShape } from './problem.js'

type Json = Readonly<Record<string, unknown>>
type Schemas = Record<string, unknown>

const SECURITY: Readonly<Record<string, readonly Json[]>> = {
  anybody: [],
  account: [{ bearer: [] }, { cookie: [] }],
  'signed-in': [{ bearer: [] }, { cookie: [] }, { adminToken: [] }],
  provisioner: [{ bearer: [] }, { cookie: [] }, { adminToken: [] }],
  admin: [{ adminToken: [] }],
}

const SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: '登录所得的令牌' },
  cookie: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
  adminToken: { type: 'apiKey', in: 'header', name: 'X-Admin-Token' },
}

const REFUSED = { $ref: '#/components/responses/Refused' }

/** The interface as OpenAPI 3.1, made of the very schemas that validate. */
export function openApiDocument(routes: readonly RouteOptions[]): Json {
  const schemas: Schemas = {}
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    const known = paths[path] ?? {}
    known[String(route.method).toLowerCase()] = operation(route, path, schemas)
    paths[path] = known
  }
  jsonSchema(problemShape, 'output', schemas)
  return {
    openapi: '3.1.0',
    info: {
      title: 'hallkit 参考大厅',
      version: '1',
      description:
        '演练用的办事大厅。拒绝一律为 application/problem+json；X-Hall-Time 为大厅的时间。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas,
      securitySchemes: SCHEMES,
      responses: {
        Refused: {
          description: '拒绝或失败，code 说明原因',
          content: { 'application/problem+json': { schema: ref('Problem') } },
        },
      },
    },
  }
}

function operation(
  { url, method, schema = {} }: RouteOptions,
  path: string,
  schemas: Schemas,
): Json {
  const { summary, access = 'signed-in', params, querystring, headers } = schema
  const parameters = [
    ...parametersOf('path', params, schemas),
    ...parametersOf('query', querystring, schemas),
    ...parametersOf('header', headers, schemas),
  ]
  const missing = [...path.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !parameters.some((one) => one['name'] === name))
    .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  return {
    operationId: `${String(method).toLowerCase()}_${url.replace(/[^\w]+/g, '_').replace(/^_|_$/g, '')}`,
    summary: summary ?? `${String(method)} ${url}`,
    tags: [tagOf(url)],
    security: SECURITY[access] ?? [],
    parameters: [...parameters, ...missing],
    ...requestBody(schema, schemas),
    responses: { ...responses(schema, schemas), '4XX': REFUSED, '5XX': REFUSED },
  }
}

function tagOf(url: string): string {
  const [first = '', , second = ''] = url.split('/').slice(1)
  if (first === 'api') return second.replace(/:.*/, '') || first
  return first
}

function parametersOf(at: string, shape: unknown, schemas: Schemas): readonly Json[] {
  if (!(shape instanceof z.ZodObject)) return []
  const { properties = {}, required = [] } = jsonSchema(shape, 'input', schemas) as {
    properties?: Readonly<Record<string, Json>>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: at,
    required: at === 'path' || required.includes(name),
    schema,
  }))
}

type Described = NonNullable<RouteOptions['schema']>

function requestBody({ body, closerBody, bodyType }: Described, schemas: Schemas): Json {
  const shape = closerBody ?? body
  if (bodyType !== undefined) {
    const schema = { type: 'string', format: 'binary' }
    return { requestBody: { required: true, content: { [bodyType]: { schema } } } }
  }
  if (!(shape instanceof z.ZodType)) return {}
  const schema = jsonSchema(shape, 'input', schemas)
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function responses({ response, answerType }: Described, schemas: Schemas): Json {
  const known = Object.entries((response as Readonly<Record<string, unknown>> | undefined) ?? {})
  if (known.length === 0) return { 200: { description: '成功' } }
  return Object.fromEntries(
    known.map(([status, shape]) => [status, answer(status, shape, answerType, schemas)]),
  )
}

function answer(status: string, shape: unknown, type: string | undefined, schemas: Schemas): Json {
  const headers = { 'X-Hall-Time': { schema: { type: 'string' }, description: '大厅的时间' } }
  const description = '成功'
  if (status === '204' || !(shape instanceof z.ZodType)) return { description, headers }
  const schema = jsonSchema(shape, 'output', schemas)
  return { description, headers, content: { [type ?? 'application/json']: { schema } } }
}

/** A zod shape as JSON Schema 2020-12; named shapes go to the components and are referred to. */
function jsonSchema(shape: z.ZodType, io: 'input' | 'output', schemas: Schemas): Json {
  const made = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  const text = JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')
  const { $schema: _, $defs = {}, ...schema } = JSON.parse(text)
  Object.assign(schemas, $defs)
  return schema
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}
