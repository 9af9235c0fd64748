import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Unit } from '../notice/index.js'
import { type Workspace, writeFileAtomic } from '../workspace/index.js'
import { readYaml, stringifyYaml } from '../yaml/index.js'
import type { UnitName } from './model.js'

/** units.yaml of a workspace: units that report here though the notice does not list them. */
export const addedUnitsFile = z.strictObject({
  hallkit: z.literal(1),
  units: z.array(z.strictObject({ code: z.string().min(1), name: z.string().min(1) })),
})

const FILE = 'units.yaml'
const SCHEMA = '.hallkit/added-units.schema.json'

/** The units that were registered in this workspace; they belong to no batch. Errors as of `readYaml`. */
export async function loadAddedUnits({ paths }: Workspace): Promise<readonly Unit[]> {
  const file = join(paths.root, FILE)
  if (!existsSync(file)) return []
  const { units } = await readYaml(file, addedUnitsFile)
  return units.map(({ code, name }) => asUnit({ code, name }))
}

/** Keeps registered units with the workspace, those of before included. */
export async function saveAddedUnits(
  workspace: Workspace,
  added: readonly UnitName[],
): Promise<void> {
  const before = await loadAddedUnits(workspace)
  const units = [...before, ...added].map(({ code, name }) => ({ code, name }))
  const unique = [...new Map(units.map((unit) => [unit.code, unit])).values()]
  const { root } = workspace.paths
  const text = stringifyYaml({ hallkit: 1, units: unique }, { schemaUrl: SCHEMA })
  await writeFileAtomic(join(root, FILE), text)
  const schema = { ...z.toJSONSchema(addedUnitsFile), title: 'units.yaml' }
  await writeFileAtomic(join(root, SCHEMA), `${JSON.stringify(schema, null, 2)}\n`)
}

/** A unit as a pack holds it. */
export function asUnit({ code, name }: UnitName): Unit {
  return { code, name, short: name, aliases: [], batch: '' }
}

/** Registers the units that files name and nobody knows; each gets a code made from its name, the same every time. */
export class UnitRegister {
  readonly #added = new Map<string, UnitName>()

  /** The unit of that name; null for a text that can be no unit's name. */
  register(text: string): UnitName | null {
    const name = text.trim()
    if (!/^\p{Script=Han}[\p{Script=Han}（）()、·]{2,40}$/u.test(name)) return null
    const digest = createHash('sha256').update(name).digest('hex').slice(0, 12).toUpperCase()
    const unit = this.#added.get(name) ?? { code: `TEMP-${digest}`, name }
    this.#added.set(name, unit)
    return unit
  }

  /** All that were registered so far. */
  get added(): readonly UnitName[] {
    return [...this.#added.values()]
  }
}
