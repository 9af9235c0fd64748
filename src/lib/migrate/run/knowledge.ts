import { join } from 'node:path'
import { templatesDir } from '../../assets/index.js'
import { loadRegions, loadRegionYears } from '../../items/index.js'
import type { Knowledge } from '../mapping/steps/index.js'

/** What steps know of the country. */
export async function loadKnowledge(): Promise<Knowledge> {
  const folder = join(templatesDir(), 'profiles')
  const regions = await loadRegions(join(folder, 'regions.csv'))
  const years = await loadRegionYears(join(folder, 'region-changes.csv'), regions)
  return {
    hasRegion: (code) => regions.has(code),
    regionIn: (code, year) => years.in(code, year),
  }
}
