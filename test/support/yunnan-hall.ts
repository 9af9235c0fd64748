import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { COUNTY_POSTS, LINKS } from './yunnan-flow.js'

/** An officer of the vendor's hall. */
export interface Officer {
  readonly userName: string
  readonly password: string
  readonly orgCode: string
  readonly posts: readonly string[]
}

/** A piece of work: a case, a project, a consultation (04-01) or a complaint (04-02). */
export interface Work {
  readonly workNo: string
  readonly holderNo: string
  readonly sort: 'case' | 'project' | 'consult' | 'complaint'
  readonly orgCode: string
  readonly itemCode: string
  readonly name: string
  readonly applicantName: string
  readonly remark: string
  readonly parentNo: string | null
  link: string
  step: number
  urgeTimes: number
  dealer: string
}

/** What a citizen does at the website, for which the vendor has no interface. */
export interface Website {
  readonly apply: (
    work: Pick<Work, 'sort' | 'orgCode' | 'itemCode' | 'name' | 'applicantName' | 'remark'>,
  ) => string
  readonly move: (workNo: string, from: string, to: string) => void
  readonly state: (workNo: string) => string
}

/** A small hall of the Yunnan shape, running. */
export interface YunnanHall {
  readonly url: string
  readonly website: Website
  readonly works: readonly Work[]
  readonly expireSessions: () => void
  readonly calls: () => number
  readonly close: () => Promise<void>
}

const FIRST: Readonly<Record<Work['sort'], string>> = {
  case: '01-01',
  project: '11-01',
  consult: '04-01-1',
  complaint: '04-02-0',
}
const PREFIX = { case: 'BJ', project: 'XM', consult: 'ZX', complaint: 'TS' } as const

/** An answer that is a refusal in the vendor's words. */
class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Starts the hall on a free port of this machine. */
export async function startYunnanHall(officers: readonly Officer[]): Promise<YunnanHall> {
  const works: Work[] = []
  const sessions = new Map<string, Officer>()
  let calls = 0

  const add = (work: Omit<Work, 'workNo' | 'holderNo' | 'step' | 'urgeTimes' | 'dealer'>) => {
    const serial = String(works.length + 1).padStart(6, '0')
    const [workNo, holderNo] = [`${PREFIX[work.sort]}2015${serial}`, `H${serial}`]
    works.push({ ...work, workNo, holderNo, step: 0, urgeTimes: 0, dealer: '' })
    return workNo
  }
  const find = (workNo: unknown) => {
    const work = works.find((one) => one.workNo === workNo)
    if (!work) throw new Refused('E4004', '没有这一件')
    return work
  }
  const buttonsFor = ({ posts, orgCode }: Officer, work: Work) =>
    (LINKS[work.link]?.buttons ?? []).filter(
      ({ post }) => posts.includes(post) && (COUNTY_POSTS.has(post) || orgCode === work.orgCode),
    )
  const taskId = (work: Work) => `${work.holderNo}-${work.step}`
  const ofTask = (id: unknown) => {
    const work = works.find((one) => taskId(one) === id)
    if (!work) throw new Refused('E3001', '该任务已被处理')
    return work
  }

  const execute = (officer: Officer, body: Body) => {
    const work = ofTask(body['taskListId'])
    if (body['keyId'] !== work.holderNo) throw new Refused('E3002', '业务主键与任务不符')
    const button = buttonsFor(officer, work).find((one) => one.stateCode === body['stateCode'])
    if (!button) throw new Refused('E3003', '当前环节不能执行该操作')
    if (button.btnName === '结果反馈') refuseOpenChildren(work)
    work.dealer = officer.userName
    if (button.to === work.link) work.urgeTimes += 1
    else work.step += 1
    work.link = button.to
    if (button.btnName === '分送部门') {
      const { orgCode, itemCode, name, applicantName, remark, workNo: parentNo } = work
      add({ sort: 'case', orgCode, itemCode, name, applicantName, remark, parentNo, link: '02-02' })
    }
    return { code: 'SUCCESS', message: '操作成功' }
  }
  const refuseOpenChildren = ({ workNo }: Work) => {
    const open = works.filter((one) => one.parentNo === workNo && one.link < '05')
    if (open.length > 0) throw new Refused('E3004', '部门尚未全部办结')
  }

  const routes: Readonly<
    Record<string, (officer: Officer, body: Body, query: URLSearchParams) => unknown>
  > = {
    '/rest/sgsp/mywork/qryMyWorkList': (officer, body, query) => {
      const mine = works.filter((work) => buttonsFor(officer, work).length > 0)
      const wanted = body['workNo']
      const found = mine.filter((one) => wanted === undefined || one.workNo === wanted)
      return page(
        found.map((work) => ({
          ...shown(work),
          taskListId: taskId(work),
          templateId: `T${work.link}`,
        })),
        query,
      )
    },
    '/rest/commons/searchFlowButtonDto': (officer, body) =>
      buttonsFor(officer, ofTask(body['taskListId'])).map(({ btnName, stateCode }) => ({
        btnName,
        stateCode,
      })),
    '/rest/commons/excuteBizProcess': execute,
    '/rest/supervision/supervisionwork/queryMySupervisionList': (_, body, query) => {
      const { keyword } = body
      const found = works.filter((one) => one.sort === 'case' || one.sort === 'project')
      const sorted = found.filter(({ sort }) => body['type'] === (sort === 'case' ? '1' : '2'))
      return page(sorted.filter((one) => matches(one, keyword)).map(shown), query)
    },
    '/rest/web/websiteinteraction/queryInterAction': (_, body, query) => {
      const sort = body['type'] === '1' ? 'consult' : 'complaint'
      const found = works.filter((one) => one.sort === sort && matches(one, body['keyword']))
      return page(found.map(shown), query)
    },
    '/rest/app/querywarn': (_, __, query) =>
      page(
        works.map(shown).filter(({ linkCode }) => linkCode === '01-01'),
        query,
      ),
    '/rest/app/querytimeout': (_, __, query) => page([], query),
  }

  const login = (body: Body, reply: ServerResponse) => {
    const plain = Buffer.from(String(body['userPwd'] ?? ''), 'base64').toString('utf8')
    const officer = officers.find(({ userName }) => userName === body['userName'])
    if (!officer || officer.password !== plain || plain.length !== body['pwdLength']) {
      return { errorCode: 'LOGIN_ERROR', message: '用户名或密码错误' }
    }
    const session = randomUUID()
    sessions.set(session, officer)
    reply.setHeader('set-cookie', `JSESSIONID=${session}; Path=/; HttpOnly`)
    return { errorCode: 'SUCCESS', user: { userName: officer.userName } }
  }

  const answer = (
    path: string,
    query: URLSearchParams,
    cookie: string,
    body: Body,
    reply: ServerResponse,
  ) => {
    if (path === '/rest/login') return login(body, reply)
    const officer = sessions.get(/JSESSIONID=([\w-]+)/.exec(cookie)?.[1] ?? '')
    if (!officer)
      return { code: 'SESSION_TIMEOUT', message: '会话已失效，请重新登录', type: 'SESSION' }
    const route = routes[path]
    if (!route) throw new Refused('E4004', '没有这个接口')
    return route(officer, body, query)
  }

  const server = createServer(async (request, reply) => {
    calls += 1
    const url = new URL(request.url ?? '/', 'http://hall')
    reply.setHeader('content-type', 'application/json;charset=UTF-8')
    try {
      const body = await jsonOf(request)
      reply.end(
        JSON.stringify(
          answer(url.pathname, url.searchParams, request.headers.cookie ?? '', body, reply),
        ),
      )
    } catch (error) {
      const { code, message } =
        error instanceof Refused ? error : { code: 'E9999', message: '系统异常' }
      reply.writeHead(400).end(JSON.stringify({ code, message, type: 'BizException' }))
    }
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    works,
    website: {
      apply: (work) => add({ ...work, parentNo: null, link: FIRST[work.sort] }),
      move: (workNo, from, to) => {
        const work = find(workNo)
        if (work.link !== from) throw new Error(`${workNo}: ${work.link}`)
        work.link = to
        work.step += 1
      },
      state: (workNo) => find(workNo).link,
    },
    expireSessions: () => sessions.clear(),
    calls: () => calls,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}

type Body = Readonly<Record<string, unknown>>

function shown({ link, step: _, name, ...work }: Work) {
  return { ...work, itemOrThemeName: name, linkCode: link, linkName: LINKS[link]?.name ?? '' }
}

function matches({ workNo, remark }: Work, keyword: unknown): boolean {
  return (
    typeof keyword !== 'string' || keyword === '' || workNo === keyword || remark.includes(keyword)
  )
}

/** A page as Spring gives it, counted from 0. */
function page(all: readonly unknown[], query: URLSearchParams) {
  const number = Number(query.get('page') ?? 0)
  const size = Number(query.get('size') ?? 20)
  const content = all.slice(number * size, (number + 1) * size)
  const totalPages = Math.ceil(all.length / size)
  const last = number >= totalPages - 1
  return { content, totalElements: all.length, totalPages, number, size, first: number === 0, last }
}

async function jsonOf(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString('utf8')
  return text === '' ? {} : (JSON.parse(text) as Body)
}
