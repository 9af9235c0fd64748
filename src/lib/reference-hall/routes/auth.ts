import { z } from 'zod'
import { isPassword } from '../accounts.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem } from '../problem.js'

const login = z.strictObject({
  workNo: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
})

/** Sign-in with work number and password. */
export function authRoutes(app: HallApp, hall: HallContext): void {
  app.post('/api/v1/auth/login', { schema: { body: login } }, async ({ body }) => {
    const { workNo, password } = body
    if (!(await isPassword(password, hall.accounts.passwordHash(workNo)))) {
      throw new HallProblem('unauthenticated', '工号或口令不对，或账号已停用')
    }
    const session = await hall.writer.run(() => hall.accounts.openSession(workNo))
    const user = hall.accounts.get(workNo)
    return { ...session, roles: user?.roles, unit: user?.unit }
  })
}
