import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { AppError, type ProblemCode } from '../errors/index.js'
import type { ReadLimits } from './limits.js'
import type { PackedBook, ParseAnswer } from './packed-book.js'
import { workerSource } from './workbook-worker.js'

/** One workbook to parse: its content, its name for messages, and what it may cost. */
export interface ParseTask {
  readonly file: string
  readonly content: Uint8Array | string
  readonly inflatedBytes: number
  readonly limits: ReadLimits
}

/** How long a worker without work is kept for the next file. */
const IDLE_MS = 1_000

/**
 * Guards one worker thread: SheetJS loads once for many files, and a file that hangs or eats memory takes only
 * that thread with it. An idle worker does not keep the process alive.
 */
class WorkbookParser {
  #worker: Worker | null = null
  #heap = 0
  #idle: NodeJS.Timeout | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #orders = 0

  /** Parses one workbook after those asked before it. Errors: HK-SHEET-007, 008, 010, 011, 016. */
  parse(task: ParseTask): Promise<PackedBook> {
    const result = this.#queue.then(() => this.#run(task))
    this.#queue = result.catch(() => undefined)
    return result
  }

  #run(task: ParseTask): Promise<PackedBook> {
    clearTimeout(this.#idle)
    const worker = this.#ready(task.limits)
    const id = ++this.#orders
    const time = timeFor(task)
    worker.ref()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(tooSlow(task, time)), time)
      const end = (outcome: PackedBook | AppError): void => {
        clearTimeout(timer)
        worker.off('message', answered).off('error', failed)
        if (outcome instanceof AppError) reject(outcome)
        else resolve(outcome)
        if (outcome instanceof AppError && mustEnd(outcome)) this.#drop(worker)
        else this.#rest(worker)
      }
      const answered = (answer: ParseAnswer): void => {
        if (answer.id === id) end(outcomeOf(answer, task))
      }
      const failed = (error: Error): void => {
        this.#worker = null
        end(lost(error, task))
      }
      worker.on('message', answered).on('error', failed)
      worker.postMessage({ id, content: task.content, maxCells: task.limits.cells })
    })
  }

  #ready(limits: ReadLimits): Worker {
    if (this.#worker !== null && this.#heap === limits.heapMegabytes) return this.#worker
    if (this.#worker !== null) this.#drop(this.#worker)
    const library = createRequire(import.meta.url).resolve('@e965/xlsx')
    this.#heap = limits.heapMegabytes
    this.#worker = new Worker(workerSource(library), {
      eval: true,
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    })
    return this.#worker
  }

  /** After the last file of an import the worker's memory is given back. */
  #rest(worker: Worker): void {
    worker.unref()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#drop(worker), IDLE_MS).unref()
  }

  #drop(worker: Worker): void {
    if (this.#worker === worker) this.#worker = null
    worker.on('error', () => undefined)
    void worker.terminate()
  }
}

const parser = new WorkbookParser()

/** Parses a workbook in a worker thread within its limits of time, memory and cells. */
export function parseWorkbook(task: ParseTask): Promise<PackedBook> {
  return parser.parse(task)
}

function timeFor({ inflatedBytes, limits }: ParseTask): number {
  return limits.parseMs + limits.parseMsPerMegabyte * Math.ceil(inflatedBytes / 2 ** 20)
}

function outcomeOf(answer: ParseAnswer, { file, limits }: ParseTask): PackedBook | AppError {
  if ('book' in answer) return answer.book
  if ('tooManyCells' in answer) {
    return new AppError('HK-SHEET-008', { file, what: 'cells', limit: limits.cells })
  }
  if (/password|encrypt/i.test(answer.failure)) return new AppError('HK-SHEET-016', { file })
  return new AppError('HK-SHEET-007', { file, damage: 'content', at: answer.failure })
}

function tooSlow({ file }: ParseTask, time: number): AppError {
  return new AppError('HK-SHEET-010', { file, seconds: Math.round(time / 1000) })
}

function lost(error: Error, { file, limits }: ParseTask): AppError {
  const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (!memory)
    return new AppError(
      'HK-SHEET-007',
      { file, damage: 'content', at: error.message },
      { cause: error },
    )
  return new AppError('HK-SHEET-011', { file, megabytes: limits.heapMegabytes }, { cause: error })
}

const ENDS_WORKER: readonly ProblemCode[] = ['HK-SHEET-008', 'HK-SHEET-010', 'HK-SHEET-011']

/** After these the worker is stuck, dead or full. */
function mustEnd(error: AppError): boolean {
  return ENDS_WORKER.includes(error.code)
}
