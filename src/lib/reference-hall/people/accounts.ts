import type Database from 'better-sqlite3'
import type { HallUser } from '../../hall/index.js'
import { HallProblem } from '../api/problem.js'

/** Who is asking: an account with its roles. */
export interface Actor {
  readonly workNo: string
  readonly unit: string
  readonly roles: readonly string[]
}

/** How the password of an account came to be: `handedAt` is the hall's time when it was handed to its owner. */
export interface PasswordState {
  readonly hash: string | undefined
  readonly mustChange: boolean
  readonly handedAt: string | null
}

/** Accounts. Passwords exist here only as hashes. */
export interface Accounts {
  readonly list: () => readonly HallUser[]
  readonly get: (workNo: string) => HallUser | undefined
  /** A null hash makes an account without password; one with `handedAt` must be changed. */
  readonly insert: (user: HallUser, passwordHash: string | null, handedAt: string | null) => void
  /** Writes everything but the password; an absent externalId stays as it is. */
  readonly update: (user: HallUser) => void
  /** Of an active account; an unknown or inactive one has no hash. */
  readonly password: (workNo: string) => PasswordState
  /** A new password: of the account's own choice (null), or handed out again. */
  readonly setPassword: (workNo: string, passwordHash: string, handedAt: string | null) => void
}

interface UserRow {
  readonly work_no: string
  readonly name: string
  readonly unit: string
  readonly active: number
  readonly roles: string
  readonly password: string
  readonly external_id: string | null
  readonly must_change: number
  readonly handed_at: string | null
}

/** Opens the account table. */
export function openAccounts(db: Database.Database): Accounts {
  const all = db.prepare<[], UserRow>('SELECT * FROM users ORDER BY work_no')
  const one = db.prepare<[string], UserRow>('SELECT * FROM users WHERE work_no = ?')
  const insert = db.prepare(
    `INSERT INTO users
       (work_no, name, unit, active, roles, password, external_id, must_change, handed_at)
     VALUES (@workNo, @name, @unit, @active, @roles, @password, @externalId, @mustChange, @handedAt)`,
  )
  const update = db.prepare(
    `UPDATE users SET name = @name, unit = @unit, active = @active, roles = @roles,
     external_id = coalesce(@externalId, external_id) WHERE work_no = @workNo`,
  )
  const setPassword = db.prepare(
    'UPDATE users SET password = ?, must_change = ?, handed_at = ? WHERE work_no = ?',
  )
  return {
    list: () => all.all().map(userOf),
    get: (workNo) => {
      const row = one.get(workNo)
      return row === undefined ? undefined : userOf(row)
    },
    insert: (user, password, handedAt) => {
      if (one.get(user.workNo)) throw new HallProblem('exists', `账号 ${user.workNo} 已经存在`)
      const mustChange = handedAt === null ? 0 : 1
      insert.run({ ...rowOf(user), password: password ?? '', mustChange, handedAt })
    },
    update: (user) => {
      if (update.run(rowOf(user)).changes === 0) throw new HallProblem('not-found')
    },
    password: (workNo) => passwordOf(one.get(workNo)),
    setPassword: (workNo, hash, handedAt) => {
      setPassword.run(hash, handedAt === null ? 0 : 1, handedAt, workNo)
    },
  }
}

function passwordOf(row: UserRow | undefined): PasswordState {
  const isUsable = row?.active === 1 && row.password !== ''
  return {
    hash: isUsable ? row.password : undefined,
    mustChange: row?.must_change === 1,
    handedAt: row?.handed_at ?? null,
  }
}

function userOf(row: UserRow): HallUser {
  const { work_no: workNo, name, unit, external_id: externalId } = row
  const user = { workNo, name, unit, active: row.active === 1, roles: JSON.parse(row.roles) }
  return externalId === null ? user : { ...user, externalId }
}

function rowOf({ workNo, name, unit, active, roles, externalId }: HallUser) {
  const [on, held] = [active ? 1 : 0, JSON.stringify(roles)]
  return { workNo, name, unit, active: on, roles: held, externalId: externalId ?? null }
}
