import { Agent, request } from 'node:http'
import { passwordFor } from './hall.js'

/** An article that the hall said it holds. */
export interface Acknowledged {
  readonly id: string
}

const keep = { keepAlive: true, maxSockets: 64 }
const LANES = 64

/**
 * Drafts articles over 64 kept connections, each the next as soon as the last was answered, until the hall is gone. Bare
 * HTTP, so that on two processors the hall gets most of the time. `done` grows with every answer; keys begin with `name`.
 */
export async function draftUntilGone(
  url: string,
  name: string,
  column: string | undefined,
  done: Acknowledged[],
): Promise<void> {
  const agent = new Agent(keep)
  const post = poster(url, agent)
  const account = { workNo: 'a-unit_admin', password: passwordFor('a-unit_admin') }
  const { token } = (await post('/api/v1/auth/login', {}, account)) as { token: string }
  const lane = async (lane: number) => {
    for (let n = 0; ; n += 1) {
      const key = `${name}-l${lane}-${n}`
      const input = { column, title: `第${n}条`, body: '正文' }
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key }
      const made = await post('/api/v1/articles', headers, { action: 'draft', input, tag: key })
      done.push(made as Acknowledged)
    }
  }
  await Promise.allSettled(Array.from({ length: LANES }, (_, n) => lane(n)))
  agent.destroy()
}

function poster(url: string, agent: Agent) {
  return (path: string, more: Record<string, string>, body: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body)
      const length = String(Buffer.byteLength(text))
      const headers = { 'content-type': 'application/json', 'content-length': length, ...more }
      const sent = request(url + path, { method: 'POST', agent, headers }, (reply) => {
        let told = ''
        reply.setEncoding('utf8')
        reply.on('data', (part: string) => {
          told += part
        })
        reply.on('error', reject)
        reply.on('end', () => {
          if (reply.statusCode === 201 || reply.statusCode === 200) resolve(JSON.parse(told))
          else reject(new Error(`${reply.statusCode} ${told}`))
        })
      })
      sent.on('error', reject)
      sent.end(text)
    })
}
