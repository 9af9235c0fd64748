import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { AppError } from '../../errors/index.js'
import { writeFileAtomic } from '../../workspace/index.js'
import { schemaBeside } from '../editor-schema.js'
import type { Profile } from '../profile/model.js'
import type { SourceOptions } from '../sources/index.js'
import { loadMeanings } from './meanings.js'
import { type Starter, starterMapping } from './write.js'

/** A starter mapping that was written. */
export interface WrittenStarter extends Omit<Starter, 'text'> {
  readonly file: string
}

/** Writes a mapping to begin with; paths of sources start from it. HK-MIG-033 when the file is there already. */
export async function writeStarter(
  profile: Profile,
  { file, folder, force }: { file: string; folder: string; force: boolean },
): Promise<WrittenStarter> {
  if (existsSync(file) && !force) throw new AppError('HK-MIG-033', { file })
  const here = dirname(resolve(file))
  const { text, ...counts } = starterMapping(profile, await loadMeanings(), {
    system: systemOf(file),
    schemaUrl: await schemaBeside(file, 'migration'),
    sources: profile.sources.map((one) => from(one, relative(here, resolve(folder)))),
  })
  const { path } = await writeFileAtomic(file, new TextEncoder().encode(text))
  return { file: path, ...counts }
}

function from(options: SourceOptions, folder: string): SourceOptions {
  return 'path' in options ? { ...options, path: join(folder, options.path) } : options
}

/** The name of the system is that of the file, as far as it can be one. */
function systemOf(file: string): string {
  const name = basename(file).replace(/\.ya?ml$/i, '')
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'old-system' : plain
}
