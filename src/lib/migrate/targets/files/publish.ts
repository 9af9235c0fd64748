import { createHash, type Hash } from 'node:crypto'
import { AppError, isProblem } from '../../../errors/index.js'
import { stageFile } from '../../../workspace/index.js'
import { openTable } from '../sqlite.js'
import { type ExchangeFile, standingOf } from './file.js'
import { lineOf } from './line.js'

/**
 * Writes every row that is kept into the file, whole or not at all. HK-MIG-029 when somebody changed it meanwhile, HK-MIG-023
 * when it cannot be written.
 */
export async function publish(file: ExchangeFile): Promise<void> {
  const { name, path, register } = file
  if (!register.note(name).isBehind) return
  const hash = createHash('sha256')
  try {
    const put = await stageFile(path, bytesOf(file, hash))
    const sha256 = hash.digest('hex')
    if ((await standingOf(file)) === 'changed') {
      throw new AppError('HK-MIG-029', { file: path, reason: 'meanwhile', line: 0 })
    }
    register.about(name, sha256)
    await put()
    register.placed(name, sha256)
  } catch (error) {
    if (!isProblem(error, 'HK-WORK-011')) throw error
    throw new AppError(
      'HK-MIG-023',
      { target: path, reason: error.params.reason },
      { cause: error },
    )
  }
}

/** The file, part by part; `hash` gets every byte. */
async function* bytesOf(
  { charset, database, shape }: ExchangeFile,
  hash: Hash,
): AsyncGenerator<Uint8Array> {
  const told = (bytes: Buffer) => {
    hash.update(bytes)
    return bytes
  }
  yield told(charset.encode(lineOf(shape.fields)))
  for await (const rows of openTable(database, shape).rows()) {
    yield told(charset.encode(rows.map(({ values }) => lineOf(values)).join('')))
  }
}
