import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { packageRoot } from '../../assets/index.js'
import { AppError, type ProblemCode } from '../../errors/index.js'
import { type Job, type KeyedOrigin, type Produced, type Production, produce } from './produce.js'
import type { Answer, Ask } from './worker.js'

/** Batches that the reading thread may be ahead: with fewer, one thread waits for the other whenever a commit takes long. */
const AHEAD = 4

/** Megabytes for what a batch leaves behind: with less, the thread would copy it about half of its time. */
const YOUNG = 64

/** Who may break a production off, and what it ends with then. */
export interface Breaking {
  readonly signal: AbortSignal
  readonly error: () => AppError
}

/**
 * The same production, read and mapped in a thread of its own where there is one to be had: from built code. From sources
 * (tests) it runs in this thread; what it gives is the same to the byte. Broken off while it is waited for, it ends at once.
 */
export function startProduction(job: Job, breaking: Breaking): Production {
  return import.meta.url.endsWith('.js') ? inWorker(job, breaking) : produce(job)
}

function inWorker(job: Job, { signal, error }: Breaking): Production {
  const file = join(packageRoot(), 'dist/lib/migrate/run/worker.js')
  const worker = new Worker(file, {
    workerData: { job, ahead: AHEAD },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
  })
  const answers = inbox(worker)
  const stop = () => answers.fail(error())
  signal.addEventListener('abort', stop)
  const say = (ask: Ask) => worker.postMessage(ask)
  return {
    batches: batchesOf(answers, async () => {
      signal.removeEventListener('abort', stop)
      await worker.terminate()
    }),
    origin: (n, index) => {
      say({ n, index })
      return answers.origin()
    },
    done: (n) => say({ done: n }),
  }
}

async function* batchesOf(answers: Inbox, close: () => Promise<void>): AsyncGenerator<Produced> {
  try {
    for (let batch = await answers.batch(); batch !== null; batch = await answers.batch())
      yield batch
  } finally {
    await close()
  }
}

/** What came from the worker, in the order in which each sort of it is asked for. */
interface Inbox {
  readonly batch: () => Promise<Produced | null>
  readonly origin: () => Promise<KeyedOrigin>
  /** No more batches are waited for. */
  readonly fail: (error: unknown) => void
}

function inbox(worker: Worker): Inbox {
  const batches = queue<Produced | null>()
  const origins = queue<KeyedOrigin>()
  const fail = (error: unknown) => {
    batches.fail(error)
    origins.fail(error)
  }
  worker.on('message', (answer: Answer) => {
    if ('batch' in answer) batches.put(answer.batch)
    else if ('origin' in answer) origins.put(answer.origin)
    else if ('end' in answer) batches.put(null)
    else fail(errorOf(answer))
  })
  worker.on('error', fail)
  return { batch: batches.take, origin: origins.take, fail: batches.fail }
}

/** A problem keeps its code on the way between threads; its parameters are plain by their type. */
function errorOf(
  answer: Exclude<Answer, { batch: Produced } | { origin: KeyedOrigin } | { end: true }>,
) {
  if ('bug' in answer) return new Error(answer.bug)
  const { code, params } = answer.failure
  return new AppError(code as ProblemCode, params as never)
}

function queue<T>() {
  const items: T[] = []
  let failure: { readonly error: unknown } | null = null
  let waiting: { resolve: (item: T) => void; reject: (error: unknown) => void } | null = null
  return {
    put: (item: T) => {
      if (waiting === null) items.push(item)
      else waiting.resolve(item)
      waiting = null
    },
    fail: (error: unknown) => {
      failure = { error }
      waiting?.reject(error)
    },
    take: () =>
      new Promise<T>((resolve, reject) => {
        const [item] = items.splice(0, 1)
        if (item !== undefined) resolve(item)
        else if (failure !== null) reject(failure.error)
        else waiting = { resolve, reject }
      }),
  }
}
