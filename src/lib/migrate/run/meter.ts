import type { Counts } from '../ledger/index.js'
import type { Produced } from './produce.js'
import type { RunRequest } from './run.js'

/** Measures a run and tells how far it is: which side waits for which says which one is slow (DataX's idea). */
export interface Meter {
  /** The batches, with the time that is spent waiting for them. */
  reading: (batches: AsyncGenerator<Produced>) => AsyncGenerator<Produced>
  tell: (counts: Counts, share: number | null) => void
}

/** Begins to measure an entity. */
export function meterOf({ clock, onProgress }: RunRequest, entity: string): Meter {
  const start = clock()
  let waited = 0
  let first: Counts | null = null
  return {
    reading: async function* (batches) {
      let asked = clock()
      for await (const batch of batches) {
        waited += clock() - asked
        yield batch
        asked = clock()
      }
    },
    tell: (counts, share) => {
      first ??= counts
      const elapsed = Math.max(1, clock() - start)
      const done = counts.read - first.read
      const readWait = Math.min(1, waited / elapsed)
      const left = share === null || share === 0 ? null : (elapsed / 1000) * (1 / share - 1)
      onProgress?.({
        ...{ entity, read: counts.read, quarantined: counts.quarantined, share, readWait },
        ...{ writeWait: 1 - readWait, rowsPerSecond: Math.round((done * 1000) / elapsed) },
        secondsLeft: left,
      })
    },
  }
}
