import { ADMIN_TOKEN, passwordFor, type TestHall } from './hall.js'

/** An answer, read whole. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: whatever the hall says
  readonly body: any
}

/** Sends one request; objects go as JSON, bytes as they are. */
export async function ask(
  { url }: Pick<TestHall, 'url'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  const isBytes = body instanceof Uint8Array
  const type: Record<string, string> =
    body === undefined || isBytes ? {} : { 'content-type': 'application/json' }
  const content = body === undefined ? {} : { body: isBytes ? body : JSON.stringify(body) }
  const reply = await fetch(url + path, { method, headers: { ...type, ...headers }, ...content })
  const text = await reply.text()
  const isJson = /json/.test(reply.headers.get('content-type') ?? '')
  return {
    status: reply.status,
    headers: reply.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  }
}

/** The header of an account that signs in now. */
export async function signIn(hall: TestHall, account: string, password = passwordFor(account)) {
  const body = { workNo: account, password }
  const { body: session } = await ask(hall, 'POST', '/api/v1/auth/login', body)
  return { authorization: `Bearer ${session.token}` }
}

/** Does something while the hall keeps no duties apart: no sound hall would open an account that holds everything. */
export async function withoutDuties(hall: TestHall, work: () => Promise<unknown>): Promise<void> {
  const behave = (faults: readonly object[]) =>
    ask(hall, 'PUT', '/__admin/faults', { seed: 1, faults }, { 'x-admin-token': ADMIN_TOKEN })
  await behave([{ kind: 'no-separation' }])
  await work()
  await behave([])
}
