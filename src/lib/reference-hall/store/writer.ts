import type Database from 'better-sqlite3'
import { HallProblem } from '../api/problem.js'

/** Runs jobs one after another inside transactions; a job's promise settles only after its commit is on disk. */
export interface Writer {
  run<T>(job: () => T): Promise<T>
}

interface Waiting {
  readonly job: () => unknown
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/**
 * Group commit: jobs that arrive in one turn of the event loop share one transaction and one flush, each in its own
 * savepoint. A refusal (HallProblem) undoes its job alone; any other error undoes the group, and nobody was answered.
 */
export function groupWriter(db: Database.Database): Writer {
  let queue: Waiting[] = []
  const single = db.transaction((job: () => unknown) => job())
  const group = db.transaction((jobs: readonly Waiting[]) => jobs.map((one) => settle(single, one)))

  const flush = () => {
    const jobs = queue
    queue = []
    try {
      for (const answer of group.immediate(jobs)) answer()
    } catch (error) {
      for (const { reject } of jobs) reject(error)
    }
  }
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (queue.length === 0) setImmediate(flush)
        queue.push({ job, resolve, reject })
      }),
  }
}

/** What to tell the caller once the group is committed. */
function settle(single: (job: () => unknown) => unknown, { job, resolve, reject }: Waiting) {
  try {
    const value = single(job)
    return () => resolve(value as never) // the type was fixed by run()
  } catch (error) {
    if (!(error instanceof HallProblem)) throw error
    return () => reject(error)
  }
}
