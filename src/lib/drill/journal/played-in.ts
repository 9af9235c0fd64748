import { z } from 'zod'
import type { CheckedHall } from '../../hall/index.js'
import type { JournalLine } from './model.js'

const started = z.looseObject({
  hall: z.strictObject({ connector: z.string().nullable(), url: z.string().nullable() }),
})

/** The hall in which a run was played, as its first line has it; null where it does not say (runs of before, and watched ones). */
export function playedIn(lines: readonly JournalLine[]): CheckedHall | null {
  const first = lines.find(({ type }) => type === 'run.started')
  return started.safeParse(first?.data).data?.hall ?? null
}
