import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const support = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** A SCIM server in a process of its own that knows nothing of us; `url` has no path. */
export interface ScimServer {
  readonly url: string
  /** Sends a request as somebody who is signed in; a body makes it a POST. */
  readonly ask: (
    method: string,
    path: string,
    body?: object,
    // biome-ignore lint/suspicious/noExplicitAny: the tests say what a reply must hold
  ) => Promise<{ readonly status: number; readonly body: any }>
  readonly close: () => void
}

/** Starts one (scimmy) on a free loopback port, empty. */
export async function startScimServer(): Promise<ScimServer> {
  const server = spawn(process.execPath, [support('scim-server.mjs'), support('scim-gov.json')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit').then(([code]) => [`no port, exit ${code}`])
  const [port] = await Promise.race([once(server.stdout, 'data'), ended])
  const url = `http://127.0.0.1:${String(port).trim()}`
  return {
    url,
    ask: async (method, path, body) => {
      const reply = await fetch(url + path, {
        method,
        headers: { authorization: 'Bearer test', 'content-type': 'application/scim+json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: reply.status, body: JSON.parse(await reply.text()) }
    },
    close: () => {
      server.kill()
    },
  }
}
