import { z } from 'zod'
import { compareInstants, plusSeconds } from '../../../calendar/index.js'
import { SESSION_MS } from '../../people/sessions.js'
import { bearer, SESSION_COOKIE, sessionToken } from '../access.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem, wrongAt } from '../problem.js'

const login = z.strictObject({
  workNo: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
})
const who = z.object({ roles: z.array(z.string()), unit: z.string(), mustChange: z.boolean() })
const loggedIn = z.object({ token: z.string(), expiresAt: z.string(), ...who.shape })

/** Long enough to stand alone (NIST SP 800-63B-4), no rule on its characters. */
const changing = z.strictObject({
  password: z.string().min(1).max(200),
  newPassword: z.string().min(15).max(200),
})

/** A handed-out password opens the hall for three days of the hall's time. */
const HANDED_SECONDS = 72 * 3600

/** Sign-in with work number and password, sign-out, and a password of one's own. */
export function authRoutes(app: HallApp, hall: HallContext): void {
  loginRoute(app, hall)

  app.get(
    '/api/v1/auth/me',
    {
      schema: {
        summary: '当前登录的账号',
        access: 'account',
        response: { 200: who.extend({ workNo: z.string() }) },
      },
    },
    (request) => {
      const { workNo, roles, unit } = bearer(hall, request)
      return { workNo, roles, unit, mustChange: hall.accounts.password(workNo).mustChange }
    },
  )

  app.post(
    '/api/v1/auth/logout',
    { schema: { summary: '退出登录', access: 'account', response: { 204: z.null() } } },
    async (request, reply) => {
      await hall.writer.run(() => hall.sessions.close(sessionToken(request) ?? ''))
      reply.header('set-cookie', cookie('', 0)).code(204)
    },
  )

  const schema = { summary: '修改口令', access: 'account', body: changing } as const
  app.post(
    '/api/v1/auth/password',
    { schema: { ...schema, response: { 204: z.null() } } },
    async (request, reply) => {
      const { workNo } = bearer(hall, request)
      const { password, newPassword } = request.body
      hall.throttle.begin(workNo)
      if (!(await hall.passwords.isRight(password, hall.accounts.password(workNo).hash))) {
        throw new HallProblem('forbidden', '原口令不对')
      }
      hall.throttle.succeeded(workNo)
      if (newPassword === password) throw wrongAt('/newPassword', '新口令不能与原口令相同')
      const hash = await hall.passwords.hash(newPassword)
      await hall.writer.run(() => {
        hall.accounts.setPassword(workNo, hash, null)
        hall.sessions.closeAll(workNo)
      })
      reply.code(204)
    },
  )
}

function loginRoute(app: HallApp, hall: HallContext): void {
  const schema = { summary: '登录', access: 'anybody', body: login } as const
  app.post(
    '/api/v1/auth/login',
    { schema: { ...schema, response: { 200: loggedIn } } },
    async ({ body }, reply) => {
      const { workNo, password } = body
      hall.throttle.begin(workNo)
      const { hash, mustChange, handedAt } = hall.accounts.password(workNo)
      if (!(await hall.passwords.isRight(password, hash))) {
        throw new HallProblem('unauthenticated', '工号或口令不对，或账号已停用')
      }
      hall.throttle.succeeded(workNo)
      if (handedAt !== null && isStale(handedAt, hall.time.now())) {
        throw new HallProblem('password-expired', '初始口令 72 小时内有效，请由管理员重新发放')
      }
      const session = await hall.writer.run(() => hall.sessions.open(workNo))
      reply.header('set-cookie', cookie(session.token, SESSION_MS / 1000))
      const { roles = [], unit = '' } = hall.accounts.get(workNo) ?? {}
      return { ...session, roles, unit, mustChange }
    },
  )
}

function isStale(handedAt: string, now: string): boolean {
  return compareInstants(plusSeconds(handedAt, HANDED_SECONDS), now) < 0
}

function cookie(token: string, seconds: number): string {
  return `${SESSION_COOKIE}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict`
}
