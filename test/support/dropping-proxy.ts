import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A proxy that hands every request on, and cuts the connection instead of answering where `drops` says so. */
export interface DroppingProxy {
  readonly url: string
  readonly dropped: () => number
  readonly close: () => Promise<void>
}

/** Starts the proxy before a hall. `drops` is asked once per request, with its method, path and number from 1. */
export async function droppingProxy(
  hall: string,
  drops: (method: string, path: string, n: number) => boolean,
): Promise<DroppingProxy> {
  let n = 0
  let dropped = 0
  const server = createServer((incoming, outgoing) => {
    n += 1
    const { method = 'GET', url = '/', headers } = incoming
    const isDropped = drops(method, url, n)
    const onward = request(`${hall}${url}`, { method, headers }, (answer) => {
      if (isDropped) {
        dropped += 1
        answer.resume()
        answer.on('end', () => incoming.socket.destroy())
        return
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => incoming.socket.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    dropped: () => dropped,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
