import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { readYaml } from '../yaml/index.js'
import { type ItemProfile, profileSchema } from './profile.js'
import { loadRegions } from './regions.js'

const DEFAULT_PROFILE = 'items-2015'

/** The item profile with this id, of those that ship (`templates/profiles`). Errors as `readYaml` and `loadRegions`. */
export async function loadItemProfile(id: string = DEFAULT_PROFILE): Promise<ItemProfile> {
  const folder = join(templatesDir(), 'profiles')
  const [profile, regions] = await Promise.all([
    readYaml(join(folder, `${id}.yaml`), profileSchema),
    loadRegions(join(folder, 'regions.csv')),
  ])
  return { ...profile, regions }
}

/** The profile with the levels of a notice pack, which win over its own. */
export function levelled(profile: ItemProfile, levels: ItemProfile['levels'] = {}): ItemProfile {
  return { ...profile, levels: { ...profile.levels, ...levels } }
}
