import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { schemaBeside } from './editor-schema.js'

/** A worked example that was put into a folder. */
export interface WrittenExample {
  readonly folder: string
  readonly files: readonly string[]
}

/** Copies one of the examples that ship. HK-MIG-040 for another name, HK-MIG-033 when a file of it is there already. */
export async function copyExample(
  name: string,
  { folder, force }: { folder: string; force: boolean },
): Promise<WrittenExample> {
  const root = join(templatesDir(), 'migrations', 'examples')
  const known = (await readdir(root)).sort()
  if (!known.includes(name)) throw new AppError('HK-MIG-040', { example: name, known })
  const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, name).length + 1))
    .sort()
  for (const file of files) {
    const to = join(folder, file)
    if (existsSync(to) && !force) throw new AppError('HK-MIG-033', { file: to })
    await mkdir(dirname(to), { recursive: true })
    await copyFile(join(root, name, file), to)
    if (file.endsWith('.yaml')) await nameSchema(to)
  }
  return { folder, files }
}

/** A mapping that ships names its schema in the house; the copy has one of its own beside it. */
async function nameSchema(file: string): Promise<void> {
  const path = await schemaBeside(file, 'migration')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace(/\$schema=\S+/, `$schema=${path}`))
}
