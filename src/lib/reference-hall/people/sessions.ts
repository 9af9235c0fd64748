import { createHash, randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import { instantFrom } from '../../calendar/index.js'
import type { Actor } from './accounts.js'

/** A session that was just opened; the token is shown once and kept only as a hash. */
export interface OpenedSession {
  readonly token: string
  readonly expiresAt: string
}

/** Who is signed in. */
export interface Sessions {
  readonly open: (workNo: string) => OpenedSession
  /** The active account behind a token. */
  readonly actorOf: (token: string) => Actor | undefined
  readonly close: (token: string) => void
  /** Ends every session of an account, or of everybody. */
  readonly closeAll: (workNo?: string) => void
}

/** How long a session lasts. */
export const SESSION_MS = 12 * 3600 * 1000

interface ActorRow {
  readonly work_no: string
  readonly unit: string
  readonly roles: string
}

/** Sessions age by the real clock: a rehearsal's clock must neither lengthen nor end them. */
export function openSessions(db: Database.Database, realMs: () => number): Sessions {
  const open = db.prepare('INSERT INTO sessions VALUES (?, ?, ?)')
  const forget = db.prepare('DELETE FROM sessions WHERE expires_ms < ?')
  const close = db.prepare('DELETE FROM sessions WHERE token_hash = ?')
  const closeAll = db.prepare('DELETE FROM sessions WHERE ? IS NULL OR work_no = ?')
  const find = db.prepare<[Buffer, number], ActorRow>(
    `SELECT u.work_no, u.unit, u.roles FROM sessions s JOIN users u USING (work_no)
     WHERE s.token_hash = ? AND s.expires_ms > ? AND u.active = 1`,
  )
  return {
    open: (workNo) => {
      const token = randomBytes(32).toString('base64url')
      const expires = realMs() + SESSION_MS
      forget.run(realMs())
      open.run(digest(token), workNo, expires)
      return { token, expiresAt: instantFrom(expires) }
    },
    actorOf: (token) => {
      const row = find.get(digest(token), realMs())
      return row && { workNo: row.work_no, unit: row.unit, roles: JSON.parse(row.roles) }
    },
    close: (token) => {
      close.run(digest(token))
    },
    closeAll: (workNo = undefined) => {
      closeAll.run(workNo ?? null, workNo ?? null)
    },
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
