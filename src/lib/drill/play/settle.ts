import { skippedEntry } from '../journal/entries.js'
import type { History } from '../journal/history.js'
import type { JournalEntry } from '../journal/model.js'
import { provenEntries } from './act-step.js'
import type { Stage } from './stage.js'

/** The open steps of people that the hall proves, as lines. */
export function peopleDone(stage: Stage, at: string): JournalEntry[] {
  return stage.history.schedule.openSteps().flatMap(({ step }) => {
    const proof = stage.evidence.proofOf(step.key)
    return proof ? provenEntries(stage, step, { proof, how: 'human', ms: null, at }) : []
  })
}

/** Steps given up since last asked, as lines, but for those that the journal has already. */
export function givenUp({ schedule, outcomes }: History): JournalEntry[] {
  const skipped = schedule.takeSkipped()
  return skipped.filter(({ step }) => !outcomes.has(step.key)).map(skippedEntry)
}
