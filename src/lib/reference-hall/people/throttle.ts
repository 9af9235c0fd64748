import { HallProblem } from '../api/problem.js'

/** Slows down whoever guesses passwords: counts per account name, whether or not such an account exists. */
export interface Throttle {
  /** Counts one try before its outcome is known, so that guesses at the same time count too; 429 when there were too many. */
  readonly begin: (name: string) => void
  readonly succeeded: (name: string) => void
}

const TRIES = 8
const WINDOW_MS = 15 * 60 * 1000
/** Names remembered at most; the oldest is forgotten first. */
const MOST = 10_000

/** At most eight tries per account in a quarter of an hour of real time; a right password wipes the slate. */
export function loginThrottle(realMs: () => number): Throttle {
  const slates = new Map<string, { tries: number; since: number }>()
  return {
    begin: (name) => {
      const now = realMs()
      const known = slates.get(name)
      const slate = known && now - known.since < WINDOW_MS ? known : { tries: 0, since: now }
      if (slate.tries >= TRIES) {
        const retryAfter = Math.ceil((slate.since + WINDOW_MS - now) / 1000)
        throw new HallProblem('too-many-attempts', '', { retryAfter })
      }
      slate.tries += 1
      slates.delete(name)
      slates.set(name, slate)
      if (slates.size > MOST) slates.delete(slates.keys().next().value ?? name)
    },
    succeeded: (name) => {
      slates.delete(name)
    },
  }
}
