import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type Database from 'better-sqlite3'
import { instantFrom } from '../calendar/index.js'
import type { HallUser } from '../hall/index.js'
import { HallProblem } from './problem.js'

/** Who is asking: an account with its roles. */
export interface Actor {
  readonly workNo: string
  readonly unit: string
  readonly roles: readonly string[]
}

/** Accounts and sessions. Passwords and tokens exist here only as hashes. */
export interface Accounts {
  readonly list: () => readonly HallUser[]
  readonly get: (workNo: string) => HallUser | undefined
  /** A null hash makes an account without password. */
  readonly insert: (user: HallUser, passwordHash: string | null, mustChange: boolean) => void
  /** Writes everything but the password; an absent externalId stays as it is. */
  readonly update: (user: HallUser) => void
  /** The stored hash of an active account. */
  readonly passwordHash: (workNo: string) => string | undefined
  /** True while the account has not changed the password that it was handed. */
  readonly mustChange: (workNo: string) => boolean
  /** A new password of the account's own choice; its sessions end. */
  readonly changePassword: (workNo: string, passwordHash: string) => void
  readonly openSession: (workNo: string) => { readonly token: string; readonly expiresAt: string }
  /** The active account behind a bearer token. */
  readonly actorOf: (token: string) => Actor | undefined
}

const SESSION_MS = 12 * 3600 * 1000
/** Provisioned secrets are random, 20 characters and more; a modest cost keeps hundreds of logins within seconds. */
const COST = { N: 4096, r: 8, p: 1 }
const KEY_BYTES = 32

interface UserRow {
  readonly work_no: string
  readonly name: string
  readonly unit: string
  readonly active: number
  readonly roles: string
  readonly password: string
  readonly external_id: string | null
  readonly must_change: number
}

/** Sessions age by the real clock: a rehearsal's clock must neither lengthen nor end them. */
export function openAccounts(db: Database.Database, realMs: () => number): Accounts {
  const all = db.prepare<[], UserRow>('SELECT * FROM users ORDER BY work_no')
  const one = db.prepare<[string], UserRow>('SELECT * FROM users WHERE work_no = ?')
  const insert = db.prepare(
    `INSERT INTO users VALUES
     (@workNo, @name, @unit, @active, @roles, @password, @externalId, @mustChange)`,
  )
  const update = db.prepare(
    `UPDATE users SET name = @name, unit = @unit, active = @active, roles = @roles,
     external_id = coalesce(@externalId, external_id) WHERE work_no = @workNo`,
  )
  return {
    list: () => all.all().map(userOf),
    get: (workNo) => mapped(one.get(workNo), userOf),
    insert: (user, password, mustChange) => {
      if (one.get(user.workNo)) throw new HallProblem('exists', `账号 ${user.workNo} 已经存在`)
      insert.run({ ...rowOf(user), password: password ?? '', mustChange: mustChange ? 1 : 0 })
    },
    update: (user) => {
      if (update.run(rowOf(user)).changes === 0) throw new HallProblem('not-found')
    },
    passwordHash: (workNo) => {
      const row = one.get(workNo)
      return row?.active === 1 && row.password !== '' ? row.password : undefined
    },
    mustChange: (workNo) => one.get(workNo)?.must_change === 1,
    ...ownPasswords(db),
    ...sessions(db, realMs),
  }
}

function ownPasswords(db: Database.Database) {
  const change = db.prepare('UPDATE users SET password = ?, must_change = 0 WHERE work_no = ?')
  const signOut = db.prepare('DELETE FROM sessions WHERE work_no = ?')
  return {
    changePassword: (workNo: string, hash: string) => {
      change.run(hash, workNo)
      signOut.run(workNo)
    },
  }
}

function sessions(db: Database.Database, realMs: () => number) {
  const open = db.prepare('INSERT INTO sessions VALUES (?, ?, ?)')
  const forget = db.prepare('DELETE FROM sessions WHERE expires_ms < ?')
  const find = db.prepare<[Buffer, number], UserRow>(
    `SELECT u.* FROM sessions s JOIN users u USING (work_no)
     WHERE s.token_hash = ? AND s.expires_ms > ? AND u.active = 1`,
  )
  return {
    openSession: (workNo: string) => {
      const token = randomBytes(32).toString('base64url')
      const expires = realMs() + SESSION_MS
      forget.run(realMs())
      open.run(digest(token), workNo, expires)
      return { token, expiresAt: instantFrom(expires) }
    },
    actorOf: (token: string) => mapped(find.get(digest(token), realMs()), userOf),
  }
}

/** A salted scrypt hash that carries its own cost; runs on the thread pool. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { N, r, p } = COST
  const key = await derive(password, salt, COST)
  return [N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** True when the password is the hashed one; a missing hash takes as long as a wrong password. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [N, r, p, salt = '', key = ''] = (hash ?? DECOY).split('$')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(derived, Buffer.from(key, 'base64')) && hash !== undefined
}

const DECOY = [
  COST.N,
  COST.r,
  COST.p,
  Buffer.alloc(16).toString('base64'),
  Buffer.alloc(KEY_BYTES).toString('base64'),
].join('$')

const scryptAsync = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt)

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return scryptAsync(password.normalize('NFKC'), salt, KEY_BYTES, cost)
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
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

function mapped<A, B>(value: A | undefined, map: (value: A) => B): B | undefined {
  return value === undefined ? undefined : map(value)
}
