import { AppError } from '../../../errors/index.js'
import { sha256Of } from '../../sources/files.js'
import { quoted } from '../sqlite.js'
import { type ExchangeFile, formOf, standingOf } from './file.js'
import { viewOf } from './view.js'

/**
 * Before rows are written: what people changed in the file becomes what is kept, so that it is told and never written
 * over, like every row that was changed in a target. A file that is not there any more is written again. HK-MIG-029 when changes
 * cannot be kept: a run was broken off over them, or a line of the file cannot be read.
 */
export async function takeIn(file: ExchangeFile): Promise<void> {
  const { name, path, register } = file
  const standing = await standingOf(file)
  const { next, isBehind, form } = register.note(name)
  const isOther = form !== formOf(file)
  if (standing === 'missing') register.behind(name)
  else if (standing === 'changed') {
    if (isBehind) throw new AppError('HK-MIG-029', { file: path, reason: 'interrupted', line: 0 })
    if (isOther) throw new AppError('HK-MIG-029', { file: path, reason: 'header', line: 1 })
    await takeRows(file)
  } else if (next !== null && (await sha256Of(path)) === next) {
    // It was put in its place, and the run was killed before that could be noted.
    register.placed(name, next)
  }
  if (isOther) register.behind(name)
}

async function takeRows(file: ExchangeFile): Promise<void> {
  const { database, name, path, register, shape } = file
  const found = await sha256Of(path)
  const view = await viewOf(file)
  if (view.problem !== null) throw view.problem
  const fields = shape.fields.map(quoted).join(', ')
  database.transaction(() => {
    database.exec(`DELETE FROM main.${quoted(shape.table)}`)
    database.exec(
      `INSERT INTO main.${quoted(shape.table)} (${fields}) SELECT ${fields} FROM temp.${quoted(view.name)}`,
    )
    register.takenIn(name, found)
  })()
}
