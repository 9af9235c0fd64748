import { join } from 'node:path'
import { loadMapping, type Mapping } from './mapping/load.js'
import { type Environment, secretOf } from './mapping/secrets.js'
import type { Place } from './sources/index.js'
import { type NamedSources, sourcesNamed } from './sources/named.js'

/** Old data that somebody points at, ready to be opened. */
export interface PointedAt extends NamedSources {
  readonly secret: Place['secret']
  /** The mapping that names it; null for a path or an address. */
  readonly mapping: Mapping | null
}

/** What a path, an address or a mapping file (.yaml) points at. Errors as `loadMapping` and `sourcesNamed`. */
export async function sourcesOf(
  text: string,
  told: { readonly password?: string | undefined; readonly encoding?: string | undefined },
  env: Environment,
): Promise<PointedAt> {
  if (/\.ya?ml$/i.test(text)) return ofMapping(await loadMapping(text, env))
  const named = await sourcesNamed(text, told)
  const secret = async (kept: string) => secretOf(kept, { file: join('.', text), env })
  return { ...named, secret, mapping: null }
}

function ofMapping(mapping: Mapping): PointedAt {
  const { source, sources = {}, folder, secrets } = mapping
  return {
    sources: source === undefined ? Object.values(sources) : [source],
    folder,
    secret: async (kept) => secrets[kept] ?? kept,
    mapping,
  }
}
