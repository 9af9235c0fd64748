import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A case in the books of any of the small vendors. */
export interface VendorCase {
  readonly no: string
  readonly item: string
  readonly unit: string
  readonly applicant: string
  readonly remark: string
  state: string
  by: string
}

/** What the vendor will not do, in its own words. */
export class Denied extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Operation -> from, to, whose post. */
const OPERATIONS: Readonly<Record<string, readonly [string, string, string]>> = {
  ys: ['10', '20', 'coordinator'],
  sl: ['20', '30', 'window_acceptor'],
  fb: ['30', '31', 'coordinator'],
  cb: ['31', '32', 'handler'],
  sh: ['32', '33', 'reviewer'],
  sp: ['33', '40', 'approver'],
  bj: ['40', '50', 'issuer'],
}

/** The books: cases that move by operations of those who hold the post. Nothing here knows how they are asked. */
export class VendorBook {
  readonly cases: VendorCase[] = []

  submit(made: Omit<VendorCase, 'no' | 'state'>): VendorCase {
    const fresh = { ...made, no: `V${String(this.cases.length + 1).padStart(5, '0')}`, state: '10' }
    this.cases.push(fresh)
    return fresh
  }

  find(no: unknown): VendorCase {
    const found = this.cases.find((one) => one.no === no)
    if (!found) throw new Denied('E404', '没有这个办件')
    return found
  }

  move(no: unknown, operation: unknown, by: string): VendorCase {
    const found = this.find(no)
    const [from, to, post] = OPERATIONS[String(operation)] ?? []
    if (from !== found.state || to === undefined) throw new Denied('E12', '当前环节不能办理')
    if (!by.endsWith(post ?? '')) throw new Denied('E13', '无权办理')
    found.state = to
    found.by = by
    return found
  }
}

/** A server on a free port of this machine. */
export interface VendorServer {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Starts a vendor's server; `answer` is given the whole body as bytes. */
export async function vendorServer(
  answer: (request: IncomingMessage, body: Buffer, reply: ServerResponse) => void,
): Promise<VendorServer> {
  const server = createServer(async (request, reply) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    answer(request, Buffer.concat(parts), reply)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
