import { AppError } from '../../../errors/index.js'
import type { BatchWriter } from './write.js'

/** Transactions, and savepoints inside of them; `outside`: how many are open already. */
export function wholes(
  run: (sql: string) => Promise<unknown>,
  outside: number,
): BatchWriter['whole'] {
  let depth = outside
  return async (work) => {
    const name = `hallkit_${depth}`
    const isOuter = depth === 0
    await run(isOuter ? 'BEGIN' : `SAVEPOINT ${name}`)
    depth += 1
    const refused = await work()
    depth -= 1
    if (refused === null) await run(isOuter ? 'COMMIT' : `RELEASE SAVEPOINT ${name}`)
    else await run(isOuter ? 'ROLLBACK' : `ROLLBACK TO SAVEPOINT ${name}`)
    return refused
  }
}

/** Asks a server; its every failure is HK-MIG-023 with its own words. */
export async function reached<T>(target: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof Error) || cause instanceof AppError) throw cause
    const code = 'code' in cause ? `${cause.code} ` : ''
    throw new AppError('HK-MIG-023', { target, reason: `${code}${cause.message}` }, { cause })
  }
}
