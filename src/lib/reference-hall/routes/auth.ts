import { z } from 'zod'
import { hashPassword, isPassword } from '../accounts.js'
import { bearer, type HallApp, type HallContext } from '../app.js'
import { HallProblem, wrongAt } from '../problem.js'

const login = z.strictObject({
  workNo: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
})

/** Long enough to stand alone (NIST SP 800-63B-4), no rule on its characters. */
const changing = z.strictObject({
  password: z.string().min(1).max(200),
  newPassword: z.string().min(15).max(200),
})

/** Sign-in with work number and password, and a password of one's own. */
export function authRoutes(app: HallApp, hall: HallContext): void {
  app.post('/api/v1/auth/login', { schema: { body: login } }, async ({ body }) => {
    const { workNo, password } = body
    if (!(await isPassword(password, hall.accounts.passwordHash(workNo)))) {
      throw new HallProblem('unauthenticated', '工号或口令不对，或账号已停用')
    }
    const session = await hall.writer.run(() => hall.accounts.openSession(workNo))
    const user = hall.accounts.get(workNo)
    const mustChange = hall.accounts.mustChange(workNo)
    return { ...session, roles: user?.roles, unit: user?.unit, mustChange }
  })

  app.post('/api/v1/auth/password', { schema: { body: changing } }, async (request, reply) => {
    const { workNo } = bearer(hall, request)
    const { password, newPassword } = request.body
    if (!(await isPassword(password, hall.accounts.passwordHash(workNo)))) {
      throw new HallProblem('forbidden', '原口令不对')
    }
    if (newPassword === password) throw wrongAt('/newPassword', '新口令不能与原口令相同')
    const hash = await hashPassword(newPassword)
    await hall.writer.run(() => hall.accounts.changePassword(workNo, hash))
    reply.code(204)
  })
}
