import { join } from 'node:path'
import { templatesDir } from '../../assets/index.js'
import { loadRegions } from '../../items/index.js'

/** What steps know of the country. */
export async function loadKnowledge() {
  const regions = await loadRegions(join(templatesDir(), 'profiles', 'regions.csv'))
  return { hasRegion: (code: string) => regions.has(code) }
}
