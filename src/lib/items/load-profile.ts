import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { readYaml } from '../yaml/index.js'
import { type ItemProfile, profileSchema } from './profile.js'

const DEFAULT_PROFILE = 'items-2015'

/** The item profile with this id, of those that ship (`templates/profiles`). Errors as `readYaml`. */
export function loadItemProfile(id: string = DEFAULT_PROFILE): Promise<ItemProfile> {
  return readYaml(join(templatesDir(), 'profiles', `${id}.yaml`), profileSchema)
}
