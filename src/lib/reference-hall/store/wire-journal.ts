/** One request and its answer, as the hall saw them; secrets are masked. `at` is the hall's time. */
export interface Exchange {
  readonly at: string
  readonly method: string
  readonly url: string
  /** The route that answered, null when none did. */
  readonly route: string | null
  readonly status: number
  readonly ms: number
  readonly request: unknown
  readonly answer: string | null
}

/** The last exchanges of a hall, for whoever wonders what a client really sent. In memory only. */
export interface WireJournal {
  readonly add: (exchange: Exchange) => void
  /** Oldest first. */
  readonly list: (limit: number) => readonly Exchange[]
  readonly clear: () => void
}

const MOST = 1000
const LONGEST = 16 * 1024
const SECRET = /password|token|secret/i

/** Remembers the last 1,000 exchanges, of long answers only that they were. */
export function wireJournal(): WireJournal {
  let kept: Exchange[] = []
  return {
    add: (exchange) => {
      const { answer } = exchange
      kept.push({ ...exchange, answer: answer === null || answer.length > LONGEST ? null : answer })
      if (kept.length >= 2 * MOST) kept = kept.slice(-MOST)
    },
    list: (limit) => kept.slice(-Math.min(limit, MOST)).map(masked),
    clear: () => {
      kept = []
    },
  }
}

function masked(exchange: Exchange): Exchange {
  const { request, answer } = exchange
  return { ...exchange, request: hide(request), answer: hideText(answer) }
}

function hideText(answer: string | null): string | null {
  return answer === null || !/^[{[]/.test(answer) ? null : JSON.stringify(hide(JSON.parse(answer)))
}

function hide(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hide)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      SECRET.test(key) && typeof held === 'string' ? '***' : hide(held),
    ]),
  )
}
