import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../errors/index.js'
import { type Job, type KeyedOrigin, type Produced, produce } from './produce.js'

/** What the writing thread says: a batch is written, or where does this row come from. */
export type Ask = { readonly done: number } | { readonly n: number; readonly index: number }

/** What the worker answers. */
export type Answer =
  | { readonly batch: Produced }
  | { readonly origin: KeyedOrigin }
  | { readonly end: true }
  | { readonly failure: { readonly code: string; readonly params: object } }
  | { readonly bug: string }

// The reading half of a run: decodes, parses and maps in a thread of its own, a few batches ahead of the writing.
const port = parentPort
if (port === null) throw new Error('a worker without its port')
const { job, ahead } = workerData as { job: Job; ahead: number }
const say = (answer: Answer) => port.postMessage(answer)
const { batches, origin, done } = produce(job)

let credit = ahead
let wake = () => {}

port.on('message', (ask: Ask) => {
  if ('index' in ask) {
    origin(ask.n, ask.index).then((found) => say({ origin: found }), fail)
    return
  }
  done(ask.done)
  credit += 1
  wake()
})

function fail(error: unknown): void {
  if (error instanceof AppError) say({ failure: { code: error.code, params: error.params } })
  else say({ bug: error instanceof Error ? String(error.stack) : String(error) })
}

try {
  for await (const batch of batches) {
    credit -= 1
    say({ batch })
    while (credit <= 0) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  say({ end: true })
} catch (error) {
  fail(error)
}
