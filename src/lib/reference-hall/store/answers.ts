import type Database from 'better-sqlite3'
import type { Acted } from '../acts/carry-out.js'

/** A stored answer and the hash of the request that it answered. */
interface StoredAnswer {
  readonly requestHash: string
  readonly answer: Acted
}

/** Answers by account and idempotency key, written in the transaction of the act itself. */
export interface Answers {
  readonly get: (workNo: string, key: string) => StoredAnswer | undefined
  readonly put: (workNo: string, key: string, requestHash: string, answer: Acted) => void
}

/** Opens the answer table. */
export function openAnswers(db: Database.Database): Answers {
  const get = db.prepare<[string, string], { request_hash: string; body: string }>(
    'SELECT request_hash, body FROM answers WHERE work_no = ? AND key = ?',
  )
  const put = db.prepare('INSERT INTO answers VALUES (?, ?, ?, ?)')
  return {
    get: (workNo, key) => {
      const row = get.get(workNo, key)
      if (row === undefined) return undefined
      return { requestHash: row.request_hash, answer: JSON.parse(row.body) }
    },
    put: (workNo, key, requestHash, answer) => {
      put.run(workNo, key, requestHash, JSON.stringify(answer))
    },
  }
}
