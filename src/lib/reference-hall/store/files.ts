import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'

/** A file that lies with an object. */
export interface HallFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  /** Who put it there, and when by the hall's time. */
  readonly by: string
  readonly at: string
}

/** A file to be kept. */
export interface NewFile {
  readonly object: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: Buffer
  readonly by: string
  readonly at: string
}

/** Files in the hall's own data file: a name is a label there, never a path; the same bytes are kept once. */
export interface Files {
  readonly insert: (file: NewFile) => HallFile
  readonly list: (object: string) => readonly HallFile[]
  readonly read: (object: string, id: string) => { file: HallFile; bytes: Buffer } | undefined
}

const FIELDS = 'id, name, media_type AS mediaType, size, sha256, work_no AS "by", at'

/** Opens the file tables. */
export function openFiles(db: Database.Database): Files {
  const keep = db.prepare('INSERT OR IGNORE INTO file_contents VALUES (?, ?)')
  const insert = db.prepare(
    `INSERT INTO files (object, name, media_type, size, sha256, work_no, at)
     VALUES (@object, @name, @mediaType, @size, @sha256, @by, @at)`,
  )
  const list = db.prepare<[string], Omit<HallFile, 'id'> & { id: number }>(
    `SELECT ${FIELDS} FROM files WHERE object = ? ORDER BY id`,
  )
  const one = db.prepare<[string, string], Omit<HallFile, 'id'> & { id: number }>(
    `SELECT ${FIELDS} FROM files WHERE object = ? AND id = ?`,
  )
  const bytes = db
    .prepare<[string], Buffer>('SELECT bytes FROM file_contents WHERE sha256 = ?')
    .pluck()
  return {
    insert: ({ object, bytes: content, ...rest }) => {
      const sha256 = createHash('sha256').update(content).digest('hex')
      keep.run(sha256, content)
      const file = { ...rest, size: content.length, sha256 }
      const { lastInsertRowid } = insert.run({ object, ...file })
      return { id: String(lastInsertRowid), ...file }
    },
    list: (object) => list.all(object).map((row) => ({ ...row, id: String(row.id) })),
    read: (object, id) => {
      const row = one.get(object, id)
      const content = row && bytes.get(row.sha256)
      if (row === undefined || content === undefined) return undefined
      return { file: { ...row, id: String(row.id) }, bytes: content }
    },
  }
}
