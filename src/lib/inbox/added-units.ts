import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { ADDED_UNITS, addedUnitsFile, loadAddedUnits } from '../roster/index.js'
import { type Workspace, writeFileAtomic } from '../workspace/index.js'
import { stringifyYaml } from '../yaml/index.js'
import type { UnitName } from './model.js'

const SCHEMA = '.hallkit/added-units.schema.json'

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
  await writeFileAtomic(join(root, ADDED_UNITS), text)
  const schema = { ...z.toJSONSchema(addedUnitsFile), title: 'units.yaml' }
  await writeFileAtomic(join(root, SCHEMA), `${JSON.stringify(schema, null, 2)}\n`)
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
