import { AppError } from '../../errors/index.js'

/** Works on the ledger's file: when that is full, gone or not to be written to, it is HK-MIG-023; what is committed stays. */
export async function storing<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SqliteError') throw error
    throw new AppError('HK-MIG-023', { target: file, reason: error.message }, { cause: error })
  }
}
