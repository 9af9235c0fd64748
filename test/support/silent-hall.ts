import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a call meets: the line breaks before or after the hall took its records, it is refused, or all goes well. */
export type Fate = 'well' | 'before' | 'after' | 'refused'

/**
 * A hall over real HTTP that takes whatever it is sent, every time anew: it knows no repeated call and tells nothing back.
 * `POST /cases` brings one record or a list of them, `POST /cases/KEY/steps` its history.
 */
export interface SilentHall {
  readonly url: string
  /** What lies in the hall, in the order in which it came; a record that was sent twice lies there twice. */
  readonly records: readonly SilentRecord[]
  readonly calls: () => number
  readonly close: () => Promise<void>
}

interface SilentRecord {
  readonly key: string
  readonly applicant: string
}

/** Starts such a hall; `fate` is asked once per call, with its number from 1 and its path. */
export async function silentHall(fate: (n: number, path: string) => Fate): Promise<SilentHall> {
  const records: SilentRecord[] = []
  let calls = 0
  const server = createServer(async (incoming, outgoing) => {
    const sent = JSON.parse(await bodyOf(incoming)) as unknown
    calls += 1
    const path = incoming.url ?? ''
    const met = fate(calls, path)
    if (met === 'before') {
      incoming.socket.destroy()
      return
    }
    if (met === 'refused') {
      outgoing.writeHead(409, { 'content-type': 'application/json' })
      outgoing.end(JSON.stringify({ message: '不收' }))
      return
    }
    if (path === '/cases') records.push(...([sent].flat() as SilentRecord[]))
    if (met === 'after') incoming.socket.destroy()
    else outgoing.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  return { url: await listening(server), records, calls: () => calls, close: () => closed(server) }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })
}
