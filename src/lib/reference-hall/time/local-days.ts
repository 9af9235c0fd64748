import type Database from 'better-sqlite3'
import { countyCalendar, type LocalDays, type WorkCalendar } from '../../calendar/index.js'

interface LocalDayRow {
  readonly day: string
  readonly worked: number
  readonly name: string
}

/** The days on which the county differs from the official arrangement, kept in the hall's data file. */
export function openLocalDays(db: Database.Database) {
  const all = db.prepare<[], LocalDayRow>('SELECT * FROM local_days ORDER BY day')
  const clear = db.prepare('DELETE FROM local_days WHERE day LIKE ?')
  const insert = db.prepare('INSERT INTO local_days VALUES (?, ?, ?)')
  const localDays = (): LocalDays => {
    const rows = all.all()
    const pick = (worked: number) =>
      Object.fromEntries(
        rows.filter((row) => row.worked === worked).map(({ day, name }) => [day, name]),
      )
    return { off: pick(0), work: pick(1) }
  }
  return {
    localDays,
    calendar: (): WorkCalendar => countyCalendar(localDays()),
    putLocalDays: (year: number, { off, work }: LocalDays) => {
      clear.run(`${year}-%`)
      for (const [day, name] of Object.entries(off)) insert.run(day, 0, name)
      for (const [day, name] of Object.entries(work)) insert.run(day, 1, name)
    },
  }
}
