import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { applyOverrides, loadPack, type NoticePack, type Unit } from '../notice/index.js'
import type { Workspace } from '../workspace/index.js'
import { readYaml } from '../yaml/index.js'

/** units.yaml of a workspace: units that report here though the notice does not list them. */
export const addedUnitsFile = z.strictObject({
  hallkit: z.literal(1),
  units: z.array(z.strictObject({ code: z.string().min(1), name: z.string().min(1) })),
})

/** The name of that file, in the workspace's root. */
export const ADDED_UNITS = 'units.yaml'

/** The workspace's notice pack with its open questions settled and the units that were registered here. */
export async function packOf(workspace: Workspace): Promise<NoticePack> {
  const { settings } = workspace
  const [pack, added] = await Promise.all([loadPack(settings.notice), loadAddedUnits(workspace)])
  const whole = applyOverrides(pack, settings.overrides)
  return added.length === 0 ? whole : { ...whole, units: [...whole.units, ...added] }
}

/** The units that were registered in this workspace; they belong to no batch. Errors as of `readYaml`. */
export async function loadAddedUnits({ paths }: Workspace): Promise<readonly Unit[]> {
  const file = join(paths.root, ADDED_UNITS)
  if (!existsSync(file)) return []
  const { units } = await readYaml(file, addedUnitsFile)
  return units.map(({ code, name }) => ({ code, name, short: name, aliases: [], batch: '' }))
}
