import { createHash, type Hash } from 'node:crypto'
import { AppError, isProblem } from '../../../errors/index.js'
import { stageFile } from '../../../workspace/index.js'
import { openTable } from '../sqlite.js'
import { type ExchangeFile, formOf, standingOf } from './file.js'
import { lineOf, lostSigns } from './line.js'

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
    register.about(name, { sha256, form: formOf(file) })
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
async function* bytesOf(file: ExchangeFile, hash: Hash): AsyncGenerator<Uint8Array> {
  const { charset, database, name, path, register, shape } = file
  // Rows that were written while the file had another encoding were held to that one.
  const isNew = register.note(name).form !== formOf(file)
  const told = (text: string) => {
    const lost = isNew ? lostSigns(text, charset) : ''
    if (lost !== '')
      throw new AppError('HK-MIG-023', { target: path, reason: `${charset.name}: ${lost}` })
    const bytes = charset.encode(text)
    hash.update(bytes)
    return bytes
  }
  yield told(lineOf(shape.fields))
  for await (const rows of openTable(database, shape).rows()) {
    yield told(rows.map(({ values }) => lineOf(values)).join(''))
  }
}
