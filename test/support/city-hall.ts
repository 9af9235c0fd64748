import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import iconv from 'iconv-lite'
import { type VendorServer, vendorServer } from './vendor-book.js'

const STAGES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
const NAMES = ['预审', '受理', '分办', '承办', '审核', '审批', '办结'] as const
const PAGE = 3
const PATIENCE_MS = 5 * 60_000

/** A case in the city's books. `stage` is the one that was done last; -1 for none yet. */
interface CityCase {
  readonly slh: string
  readonly sxdm: string
  readonly bmdm: string
  readonly sqrmc: string
  readonly sqly: string
  stage: number
  isVoid: boolean
  czr: string
  czsj: string
}

/** How a city's hall is set up: its key, its people with the stages that they may do, and which requests it drops once done. */
export interface CityOptions {
  readonly app: string
  readonly key: string
  readonly people: Readonly<Record<string, { readonly password: string; readonly posts: string }>>
  readonly drops?: (path: string) => boolean
  /** Breaks with HTTP 500 before doing anything. */
  readonly breaks?: (path: string) => boolean
}

/** The hall of `vendors/city-hall.md`, and what it holds. */
export interface CityHall extends VendorServer {
  readonly cases: readonly CityCase[]
  /** Ends every session. */
  readonly expire: () => void
}

class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const md5 = (text: string) =>
  createHash('md5').update(iconv.encode(text, 'gbk')).digest('hex').toUpperCase()
const listed = <T>(all: readonly T[], name: string) =>
  all.length === 0 ? '' : { [name]: all.length === 1 ? all[0] : all }

/** Starts the hall. Written from the vendor's document alone. */
export async function startCityHall(options: CityOptions): Promise<CityHall> {
  const { drops = () => false, breaks = () => false } = options
  const cases: CityCase[] = []
  const sessions = new Map<string, string>()
  const drafts = new Map<string, Pick<CityCase, 'sxdm' | 'bmdm' | 'sqrmc' | 'sqly'>>()
  const templates = new Map<string, { sxdm: string; bmdm: string }>()
  const tickets = new Map<string, { user: string; pj: string }>()

  const find = (slh: string) => {
    const found = cases.find((one) => one.slh === slh)
    if (found === undefined) throw new Refused('E-301', '受理号不存在')
    return found
  }
  const routes: Readonly<
    Record<string, (form: ReadonlyMap<string, string>, user: string) => object>
  > = {
    '/sb/init.do': (form) => {
      const mbid = randomUUID()
      templates.set(mbid, { sxdm: form.get('sxdm') ?? '', bmdm: form.get('bmdm') ?? '' })
      return { mbid }
    },
    '/sb/save.do': (form) => {
      const template = templates.get(form.get('mbid') ?? '')
      if (template === undefined) throw new Refused('E-301', '模板号不存在')
      const cgid = randomUUID()
      const [sqrmc = '', sqly = ''] = [form.get('sqrmc'), form.get('sqly')]
      drafts.set(cgid, { ...template, sqrmc, sqly })
      return { cg: { cgid } }
    },
    '/sb/commit.do': (form, user) => {
      const draft = drafts.get(form.get('cgid') ?? '')
      if (draft === undefined) throw new Refused('E-301', '草稿号不存在')
      const slh = `S${String(cases.length + 1).padStart(6, '0')}`
      cases.push({ ...draft, slh, stage: -1, isVoid: false, czr: user, czsj: clock() })
      return { slh }
    },
    '/rw/list.do': (form) => {
      const { slh, stage, isVoid } = find(form.get('slh') ?? '')
      const hjmc = NAMES[stage + 1]
      const open = isVoid || hjmc === undefined ? [] : [{ rwid: `${slh}-${stage + 1}`, hjmc }]
      return { rws: listed(open, 'rw') }
    },
    '/rw/lock.do': (form, user) => {
      const rwid = form.get('rwid') ?? ''
      const held = tickets.get(rwid)
      if (held !== undefined && held.user !== user) throw new Refused('E-201', '票据已被他人占用')
      const stage = Number(rwid.split('-')[1])
      const { posts } = options.people[user] ?? { posts: '' }
      if (!posts.includes(STAGES[stage] ?? '?')) throw new Refused('E-103', '无权办理')
      const pj = randomUUID()
      tickets.set(rwid, { user, pj })
      return { pj }
    },
    '/rw/do.do': (form, user) => {
      const [slh = '', stage] = (form.get('rwid') ?? '').split('-')
      const one = find(slh)
      if (one.isVoid || Number(stage) !== one.stage + 1) throw new Refused('E-104', '环节不符')
      if (tickets.get(form.get('rwid') ?? '')?.pj !== form.get('pj')) {
        throw new Refused('E-201', '票据无效')
      }
      Object.assign(one, { stage: one.stage + 1, czr: user, czsj: clock() })
      return { result: { code: '0' } }
    },
    '/bj/void.do': (form, user) => {
      if (options.people[user]?.posts !== 'Z') throw new Refused('E-103', '无权办理')
      Object.assign(find(form.get('slh') ?? ''), { isVoid: true, czr: user, czsj: clock() })
      return { result: { code: '0' } }
    },
  }

  const logOn = (form: ReadonlyMap<string, string>) => {
    const user = form.get('yhm') ?? ''
    const wanted = md5(user + md5(options.people[user]?.password ?? ''))
    if (form.get('kl') !== wanted) return { head: { rc: '9002' } }
    const sid = randomUUID()
    sessions.set(sid, user)
    return { head: { rc: '0000' }, data: { sid } }
  }
  const done = (path: string, form: ReadonlyMap<string, string>, user: string) => {
    try {
      return { head: { rc: '0000' }, data: routes[path]?.(form, user) }
    } catch (error) {
      const { code, message: msg } = error as Refused
      return { head: { rc: '0000' }, data: { result: { code, msg } } }
    }
  }
  const work = (
    request: IncomingMessage,
    form: ReadonlyMap<string, string>,
    { user, path, reply }: { user: string; path: string; reply: ServerResponse },
  ) => {
    if (path === '/bj/list.do') return sendList(reply, cases, form, request.headers['x-page'])
    const said = done(path, form, user)
    if (drops(path)) request.socket.destroy()
    else send(reply, said)
  }
  const answer = (request: IncomingMessage, body: Buffer, reply: ServerResponse) => {
    const path = request.url ?? ''
    const form = parameters(body)
    if (!isSigned(request, form, options)) return send(reply, { head: { rc: '9001' } })
    if (breaks(path)) return page(reply, '系统繁忙')
    if (path === '/portal/logon.do') return send(reply, logOn(form))
    const user = sessions.get(form.get('sid') ?? '')
    if (user === undefined) return page(reply, '会话超时，请重新登录')
    work(request, form, { user, path, reply })
  }
  const server = await vendorServer(answer)
  return { ...server, cases, expire: () => sessions.clear() }
}

function sendList(
  reply: ServerResponse,
  cases: readonly CityCase[],
  form: ReadonlyMap<string, string>,
  asked: string | string[] | undefined,
) {
  const at = Number(asked ?? 1)
  const slh = form.get('slh')
  const all = cases.filter((one) => slh === undefined || one.slh === slh)
  const some = all.slice((at - 1) * PAGE, at * PAGE).map(shown)
  reply.setHeader('x-page-count', Math.ceil(all.length / PAGE))
  send(reply, { head: { rc: '0000' }, data: { bjs: listed(some, 'bj') } })
}

function shown({ stage, isVoid, ...one }: CityCase) {
  if (isVoid) return { ...one, hj: 'Z', zt: '1' }
  return { ...one, hj: STAGES[Math.max(stage, 0)], zt: stage < 0 ? '0' : '1' }
}

/** Beijing time, 14 digits. */
function clock(ms = Date.now()): string {
  return new Date(ms + 8 * 3_600_000).toISOString().replaceAll(/\D/g, '').slice(0, 14)
}

function parameters(body: Buffer): ReadonlyMap<string, string> {
  const plain = (text: string) => {
    const bytes = Buffer.from(
      text
        .replaceAll('+', ' ')
        .replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        ),
      'latin1',
    )
    return iconv.decode(bytes, 'gbk')
  }
  const pairs = body.toString('latin1').split('&').filter(Boolean)
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [plain(name), plain(value)]
    }),
  )
}

function isSigned(
  { headers }: IncomingMessage,
  form: ReadonlyMap<string, string>,
  { app, key }: CityOptions,
): boolean {
  const ts = String(headers['x-ts'])
  const params = [...form].sort(([a], [b]) => (a < b ? -1 : 1)).map((pair) => pair.join('='))
  const text = iconv.encode(`${app}|${params.join('&')}|${ts}`, 'gbk')
  const wanted = createHmac('sha1', key).update(text).digest('base64')
  const told = Date.parse(`${ts.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6')}+08:00`)
  const isNow = Math.abs(Date.now() - told) < PATIENCE_MS
  return headers['x-app'] === app && headers['x-sig'] === wanted && isNow
}

function send(reply: ServerResponse, body: object): void {
  reply.writeHead(200, { 'content-type': 'application/json' })
  reply.end(iconv.encode(JSON.stringify(body), 'gbk'))
}

function page(reply: ServerResponse, text: string): void {
  reply.writeHead(500, { 'content-type': 'text/html' })
  reply.end(iconv.encode(`<html><body><h1>${text}</h1></body></html>`, 'gbk'))
}
