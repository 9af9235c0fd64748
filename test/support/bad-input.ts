import { request } from 'node:http'
import { expect } from 'vitest'
import { ADMIN_TOKEN, furnish, passwordFor, startTestHall, units } from './hall.js'

/** A hall's answer to a raw request. */
export interface Answer {
  readonly status: number
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the hall says
  readonly body: any
}

/** What is wrong, how it is asked, with which status it is refused, and where the mistake is said to be. */
export type BadRequest = [string, () => Promise<Answer>, number, string?]

export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** An account that could be made. */
export const scimUser = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
  userName: 'new',
  displayName: '新人',
  active: true,
  roles: [],
  password: 'long enough for anybody',
  [ENTERPRISE]: { employeeNumber: 'new', department: units[0]?.code },
}

type Asked = [method: string, path: string, body?: unknown, headers?: Record<string, string>]

/** A furnished hall, and raw requests to it: as an applicant, and as its administrator. */
export async function rawHall() {
  const hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  const open = (...given: Asked) => sent(hall.url, ...given)
  const body = { workNo: 'a-applicant', password: passwordFor('a-applicant') }
  const { token } = (await open('POST', '/api/v1/auth/login', body)).body
  const send: typeof open = (method, path, body, headers = {}) =>
    open(method, path, body, { authorization: `Bearer ${token}`, ...headers })
  const admin = (method: string, path: string, body?: unknown) =>
    send(method, path, body, { 'x-admin-token': ADMIN_TOKEN })
  return { hall, client, send, admin }
}

/** One raw request; header names and bytes as given, nothing tidied by a client. */
function sent(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', ...headers }
    const asked = request(url + path, { method, headers: all }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk) => chunks.push(chunk))
      reply.on('end', () => {
        const { statusCode: status = 0, headers: got } = reply
        resolve({
          status,
          type: got['content-type'] ?? '',
          body: JSON.parse(Buffer.concat(chunks).toString() || 'null'),
        })
      })
    })
    asked.on('error', reject)
    asked.end(text)
  })
}

/** A refusal says what is wrong and where, in a problem document, and nothing of the hall's inside. */
export function expectRefusal(answer: Answer, status: number, pointer?: string): void {
  expect(answer.status).toBe(status)
  expect(answer.type).toContain('application/problem+json')
  expect(answer.body).toMatchObject({
    status,
    title: expect.any(String),
    code: expect.any(String),
  })
  expect(JSON.stringify(answer.body)).not.toMatch(
    /node_modules|\/src\/|\.ts|\.js|SQLITE|at Object|Error:/,
  )
  if (pointer !== undefined) expect(answer.body.errors[0].pointer).toBe(pointer)
}
