import { receiveMessageOnPort } from 'node:worker_threads'
import { AppError, type ProblemCode } from '../errors/index.js'
import type { ReadLimits } from './limits.js'
import { startThread, type Thread, tell } from './row-thread.js'
import type {
  Content,
  Failure,
  Opened,
  Order,
  PassNews,
  RowBlock,
  SheetHead,
} from './worker/messages.js'

/** One file to read: its name for messages, and what it may cost. */
export interface ReadTask {
  readonly file: string
  readonly inflatedBytes: number
  readonly limits: ReadLimits
  readonly exact: boolean
}

/** A file open in the worker. `rows` reads a sheet from the top, block by block, waiting for the worker meanwhile. */
export interface OpenedFile {
  readonly sheets: readonly SheetHead[]
  rows(sheet: number): Generator<RowBlock>
  /** Lets the worker forget the file. */
  close(): void
}

/**
 * Guards one worker thread: its libraries load once for many files, and a file that hangs or eats memory takes only
 * that thread with it. An idle worker does not keep the process alive. Rows are handed over synchronously, so that a
 * whole sheet can pass through one transaction while the worker reads on.
 */
class RowReader {
  #thread: Thread | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #count = 0
  readonly #waiting = new Map<number, PassNews[]>()

  /** Has the worker load its workbook library while the file is still being looked at. */
  prepare(limits: ReadLimits): void {
    if (this.#thread === null) tell(this.#ready(limits), { do: 'load' })
  }

  /** Opens a file after those asked before it. Errors: HK-SHEET-007, 008, 010, 011, 016. */
  open(task: ReadTask, content: Content): Promise<OpenedFile> {
    const result = this.#queue.then(() => this.#open(task, content))
    this.#queue = result.catch(() => undefined) // whoever asked is told; the next in the queue is not
    return result
  }

  async #open(task: ReadTask, content: Content): Promise<OpenedFile> {
    const thread = this.#ready(task.limits)
    const book = ++this.#count
    const { limits, exact } = task
    const order = { do: 'open', book, content, maxCells: limits.cells, exact } as const
    const clock = { left: timeFor(task) }
    const { sheets = [] } = await this.#ask(thread, order, task, clock)
    return {
      sheets,
      rows: (sheet) =>
        this.#rows(
          thread,
          { do: 'read', book, sheet, pass: ++this.#count, blocks: FIRST },
          task,
          clock,
        ),
      close: () => tell(thread, { do: 'close', book }),
    }
  }

  #ask(
    thread: Thread,
    order: Extract<Order, { do: 'open' }>,
    task: ReadTask,
    clock: Clock,
  ): Promise<Opened> {
    const { worker } = thread
    const start = performance.now()
    worker.ref()
    return new Promise((resolve, reject) => {
      const end = (outcome: Opened | AppError): void => {
        clearTimeout(timer)
        worker.off('message', answered).off('error', failed)
        clock.left -= performance.now() - start
        if (outcome instanceof AppError) this.#fail(thread, outcome, reject)
        else resolve(outcome)
        worker.unref()
      }
      const timer = setTimeout(() => end(tooSlow(task)), clock.left)
      const answered = (answer: Opened): void => {
        if (answer.book === order.book) end(answer.failure ? errorOf(answer.failure, task) : answer)
      }
      const failed = (error: Error): void => end(lost(error, task))
      worker.on('message', answered).on('error', failed)
      tell(thread, order)
    })
  }

  #fail(thread: Thread, error: AppError, reject: (error: AppError) => void): void {
    if (ENDS_WORKER.includes(error.code)) this.#drop(thread)
    reject(error)
  }

  *#rows(
    thread: Thread,
    order: Extract<Order, { do: 'read' }>,
    task: ReadTask,
    clock: Clock,
  ): Generator<RowBlock> {
    const { pass } = order
    let taken = 0
    this.#waiting.set(pass, [])
    tell(thread, order)
    try {
      for (;;) {
        const { block, failure } = this.#next(thread, pass, task, clock)
        if (failure !== undefined) throw errorOf(failure, task)
        if (block === undefined) return
        taken += 1
        if (taken === FIRST) tell(thread, { do: 'more', pass, blocks: AHEAD })
        else if (taken % BATCH === 0) tell(thread, { do: 'more', pass, blocks: BATCH })
        yield block
      }
    } finally {
      this.#waiting.delete(pass)
      tell(thread, { do: 'stop', pass })
    }
  }

  /** What the worker has to say about a pass; sleeps until it says something. */
  #next(thread: Thread, pass: number, task: ReadTask, clock: Clock): PassNews {
    for (;;) {
      const heard = Atomics.load(thread.bell, 0)
      this.#collect(thread)
      const news = this.#waiting.get(pass)?.shift()
      if (news !== undefined) return news
      const start = performance.now()
      if (thread === this.#thread) Atomics.wait(thread.bell, 0, heard, Math.max(0, clock.left))
      clock.left -= performance.now() - start
      if (clock.left > 0 && thread === this.#thread) continue
      this.#drop(thread)
      throw tooSlow(task)
    }
  }

  #collect({ news }: Thread): void {
    for (let got = receiveMessageOnPort(news); got; got = receiveMessageOnPort(news)) {
      const message = got.message as PassNews
      this.#waiting.get(message.pass)?.push(message)
    }
  }

  #ready(limits: ReadLimits): Thread {
    const heap = limits.heapMegabytes
    if (this.#thread?.heap === heap) return this.#thread
    if (this.#thread !== null) this.#drop(this.#thread)
    const thread = startThread(heap)
    const forget = (): void => {
      if (this.#thread === thread) this.#thread = null
    }
    thread.worker.on('error', forget).on('exit', forget)
    this.#thread = thread
    return thread
  }

  #drop(thread: Thread): void {
    if (this.#thread === thread) this.#thread = null
    thread.worker.on('error', () => undefined)
    void thread.worker.terminate()
  }
}

/** Who looks at the upper rows only takes hardly more blocks than this: until then the worker reads no further. */
const FIRST = 2
/** So many blocks it may be ahead of who reads on, who asks for so many at once. */
const AHEAD = 10
const BATCH = 4

/** Milliseconds that a file may still take of the worker. */
interface Clock {
  left: number
}

const reader = new RowReader()

/** Starts the worker early, for a workbook that will be opened. */
export function prepareWorker(limits: ReadLimits): void {
  reader.prepare(limits)
}

/** Opens a file in a worker thread within its limits of time, memory and cells. The content's bytes are given away. */
export function openRows(task: ReadTask, content: Content): Promise<OpenedFile> {
  return reader.open(task, content)
}

function timeFor({ inflatedBytes, limits }: ReadTask): number {
  return limits.parseMs + limits.parseMsPerMegabyte * Math.ceil(inflatedBytes / 2 ** 20)
}

function errorOf({ why, at }: Failure, { file, limits }: ReadTask): AppError {
  if (why === 'cells') {
    return new AppError('HK-SHEET-008', { file, what: 'cells', limit: limits.cells })
  }
  if (why === 'changed') return new AppError('HK-SHEET-017', { file })
  if (why === 'quote') return new AppError('HK-SHEET-015', { file, line: Number(at) })
  if (/password|encrypt/i.test(at)) return new AppError('HK-SHEET-016', { file })
  return new AppError('HK-SHEET-007', { file, damage: 'content', at })
}

function tooSlow(task: ReadTask): AppError {
  const seconds = Math.round(timeFor(task) / 1000)
  return new AppError('HK-SHEET-010', { file: task.file, seconds })
}

function lost(error: Error, { file, limits }: ReadTask): AppError {
  const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (!isMemory) {
    const params = { file, damage: 'content', at: error.message } as const
    return new AppError('HK-SHEET-007', params, { cause: error })
  }
  return new AppError('HK-SHEET-011', { file, megabytes: limits.heapMegabytes }, { cause: error })
}

/** After these the worker is stuck, dead or full. */
const ENDS_WORKER: readonly ProblemCode[] = ['HK-SHEET-010', 'HK-SHEET-011']
