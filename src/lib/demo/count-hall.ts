import type { HallReader } from '../hall/index.js'
import type { HallCounts } from './model.js'

/** What the hall holds, asked of it. */
export async function countHall(hall: HallReader): Promise<HallCounts> {
  const kinds = ['case', 'project', 'article', 'consultation', 'complaint', 'event'] as const
  const [cases = 0, projects = 0, articles = 0, consultations = 0, complaints = 0, events = 0] =
    await Promise.all(kinds.map((kind) => hall.count(kind)))
  return { cases, projects, articles, consultations, complaints, events }
}
