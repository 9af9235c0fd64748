import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import iconv from 'iconv-lite'
import {
  Denied,
  VendorBook,
  type VendorCase,
  type VendorServer,
  vendorServer,
} from './vendor-book.js'

/** A vendor's hall with its books. */
export interface VendorHall extends VendorServer {
  readonly book: VendorBook
  /** Ends every session that is open. */
  readonly expire: () => void
}

/**
 * Vendor A: every request signed (HMAC-SHA256 over method, path, sorted parameters, time and nonce), bodies and answers
 * GBK, refusals inside HTTP 200; submitting takes two calls, and acting asks for the step's id first.
 */
export async function signedGbkHall(key: string): Promise<VendorHall> {
  const book = new VendorBook()
  const drafts = new Map<string, Omit<VendorCase, 'no' | 'state'>>()
  const nonces = new Set<string>()
  const routes: Readonly<Record<string, (form: Map<string, string>) => object>> = {
    '/api/sb': (form) => {
      const lsh = `L${drafts.size + 1}`
      const [item = '', unit = '', applicant = ''] = ['sxbm', 'bmbm', 'sqr'].map((name) =>
        form.get(name),
      )
      drafts.set(lsh, {
        item,
        unit,
        applicant,
        remark: form.get('bz') ?? '',
        by: form.get('czr') ?? '',
      })
      return { lsh }
    },
    '/api/tj': (form) => {
      const draft = drafts.get(form.get('lsh') ?? '')
      if (!draft) throw new Denied('E20', '流水号不存在')
      drafts.delete(form.get('lsh') ?? '')
      return { bjbh: book.submit(draft).no }
    },
    '/api/cx': (form) => {
      const [page, size] = [Number(form.get('pageNo')), Number(form.get('pageSize'))]
      const wanted = form.get('bjbh')
      const found = book.cases.filter((one) => wanted === undefined || one.no === wanted)
      const rows = found.slice((page - 1) * size, page * size)
      return {
        data: {
          rows: rows.map(({ no: bjbh, ...one }) => ({ bjbh, ...one })),
          total: String(found.length),
        },
      }
    },
    '/api/xq': (form) => ({ hjid: `H-${book.find(form.get('bjbh')).state}` }),
    '/api/bl': (form) => {
      const { state } = book.find(form.get('bjbh'))
      if (form.get('hjid') !== `H-${state}`) throw new Denied('E11', '环节已变化')
      return { zt: book.move(form.get('bjbh'), form.get('cz'), form.get('czr') ?? '').state }
    },
  }
  const server = await vendorServer((request, body, reply) => {
    const form = gbkForm(body.toString('latin1'))
    const path = request.url ?? ''
    const { 'x-time': time = '', 'x-nonce': nonce = '', 'x-sign': sign } = request.headers
    const sorted = [...form]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('&')
    const text = `POST\n${path}\n${sorted}\n${time}\n${nonce}`
    const right = createHmac('sha256', key).update(text, 'utf8').digest('hex').toUpperCase()
    reply.setHeader('content-type', 'text/html;charset=GBK')
    const send = (answer: object) => reply.end(iconv.encode(JSON.stringify(answer), 'gbk'))
    if (sign !== right || nonces.has(String(nonce))) return send({ ret: 'E01', msg: '签名错误' })
    nonces.add(String(nonce))
    try {
      return send({ ret: '0', ...(routes[path]?.(form) ?? {}) })
    } catch (error) {
      const { code, message } =
        error instanceof Denied ? error : { code: 'E99', message: '系统异常' }
      return send({ ret: code, msg: message })
    }
  })
  return { ...server, book, expire: () => undefined }
}

/**
 * Vendor B: refusals inside HTTP 200, the page number in a request header and the total in an answer's header, the
 * entries deep inside; sessions that end show as HTTP 500 with a stack trace. Passwords go as MD5 in upper case.
 */
export async function stubbornHall(passwordOf: (user: string) => string): Promise<VendorHall> {
  const book = new VendorBook()
  const sessions = new Map<string, string>()
  const login = (form: URLSearchParams) => {
    const user = form.get('u') ?? ''
    const right = createHash('md5').update(passwordOf(user)).digest('hex').toUpperCase()
    if (form.get('p') !== right) return { success: false, errMsg: '口令错误' }
    const token = randomUUID()
    sessions.set(token, user)
    return { success: true, result: { token } }
  }
  const act = (path: string, input: Record<string, string>, by: string) => {
    if (path !== '/apply')
      return { state: book.move(input['code'], path.replace('/task/', ''), by).state }
    const { item = '', unit = '', who = '', memo = '' } = input
    return { code: book.submit({ item, unit, applicant: who, remark: memo, by }).no }
  }
  const query = (page: number, code: string | undefined, reply: ServerResponse) => {
    const found = book.cases.filter(({ no }) => code === undefined || no === code)
    reply.setHeader('x-total', String(found.length))
    return { list: { nodes: found.slice(page * 2, page * 2 + 2).map((info) => ({ info })) } }
  }
  const server = await vendorServer((request, body, reply) => {
    const send = (answer: object) => reply.end(JSON.stringify(answer))
    const path = request.url ?? ''
    reply.setHeader('content-type', 'application/json')
    if (path === '/login') return send(login(new URLSearchParams(body.toString('utf8'))))
    const user = sessions.get(String(request.headers['token']))
    if (user === undefined) {
      return reply
        .writeHead(500)
        .end('java.lang.IllegalStateException: session invalid\n  at Filter.do')
    }
    try {
      const page = Number(request.headers['x-page'])
      const input = jsonOf(body)
      const result = path === '/query' ? query(page, input['code'], reply) : act(path, input, user)
      return send({ success: true, result })
    } catch (error) {
      const { code, message } =
        error instanceof Denied ? error : { code: 'E99', message: '系统异常' }
      return send({ success: false, errCode: code, errMsg: message })
    }
  })
  return { ...server, book, expire: () => sessions.clear() }
}

/**
 * Vendor C: no idempotency of any kind, and after committing it drops the connection whenever `drops` says so. Basic
 * authentication, the next page in a Link header.
 */
export async function droppingHall(
  passwordOf: (user: string) => string,
  drops: () => boolean,
): Promise<VendorHall> {
  const book = new VendorBook()
  const list = (query: URLSearchParams, reply: ServerResponse) => {
    const from = Number(query.get('from') ?? 0)
    const found = book.cases.filter(({ no }) => [null, no].includes(query.get('no')))
    if (found.length > from + 5) reply.setHeader('link', `</cases?from=${from + 5}>; rel="next"`)
    return found.slice(from, from + 5)
  }
  const act = (path: string, input: Record<string, string>, by: string) => {
    if (path !== '/cases') return book.move(path.split('/')[2], input['op'], by)
    const { item = '', unit = '', applicant = '', remark = '' } = input
    return book.submit({ item, unit, applicant, remark, by })
  }
  const server = await vendorServer((request, body, reply) => {
    const user = userIn(request.headers.authorization, passwordOf)
    const url = new URL(request.url ?? '/', 'http://hall')
    reply.setHeader('content-type', 'application/json')
    if (user === null) return reply.writeHead(401).end('{"message":"未登录"}')
    if (request.method === 'GET') return reply.end(JSON.stringify(list(url.searchParams, reply)))
    try {
      const done = act(url.pathname, jsonOf(body), user)
      return drops() ? request.socket.destroy() : reply.end(JSON.stringify(done))
    } catch (error) {
      const message = error instanceof Denied ? error.message : '系统异常'
      return reply.writeHead(409).end(JSON.stringify({ message }))
    }
  })
  return { ...server, book, expire: () => undefined }
}

function jsonOf(body: Buffer): Record<string, string> {
  return JSON.parse(body.toString('utf8') || '{}')
}

function userIn(header: string | undefined, passwordOf: (user: string) => string): string | null {
  const [user = '', password] = Buffer.from((header ?? '').slice('Basic '.length), 'base64')
    .toString('utf8')
    .split(':')
  return password === passwordOf(user) ? user : null
}

function gbkForm(text: string): Map<string, string> {
  const decode = (part: string) => {
    const bytes = part.replaceAll(/%([0-9A-F]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    return iconv.decode(Buffer.from(bytes, 'latin1'), 'gbk')
  }
  const pairs = text.split('&').map((pair) => pair.split('=').map(decode))
  return new Map(pairs.filter(([name]) => name).map(([name = '', value = '']) => [name, value]))
}
