import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Unit } from '../notice/index.js'
import { writeFileAtomic } from '../workspace/index.js'
import { readYaml, stringifyYaml } from '../yaml/index.js'
import type { UnitName } from './model.js'
import { safeName } from './safe-name.js'

const formProfile = z.strictObject({
  /** Header text -> field key. */
  map: z.record(z.string().min(1), z.string().min(1)).default({}),
  headerRow: z.int().positive().optional(),
  sheet: z.string().min(1).optional(),
})

/** profiles/<unit>.yaml: how this unit's sheets are read, settled once. */
export const profileFile = z.strictObject({
  hallkit: z.literal(1),
  unit: z.strictObject({ code: z.string().min(1), name: z.string().min(1) }),
  encoding: z.string().min(1).optional(),
  forms: z.record(z.string().min(1), formProfile),
})

/** How one form of a unit is read. */
export type FormProfile = z.output<typeof formProfile>
/** How a unit's sheets are read. */
export type UnitProfile = z.output<typeof profileFile>

const FOLDER = 'profiles'
const SCHEMA = '.hallkit/unit-profile.schema.json'

/** The saved profiles of a workspace by unit code. Errors as of `readYaml`. */
export async function loadProfiles(root: string): Promise<ReadonlyMap<string, UnitProfile>> {
  const folder = join(root, FOLDER)
  if (!existsSync(folder)) return new Map()
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  const profiles = await Promise.all(names.map((name) => readYaml(join(folder, name), profileFile)))
  return new Map(profiles.map((profile) => [profile.unit.code, profile]))
}

/** What was settled about one form of a unit in this run. */
export interface Settled {
  readonly unit: UnitName
  readonly form: string
  readonly map: Readonly<Record<string, string>>
  readonly headerRow?: number | undefined
  readonly sheet?: string | undefined
  readonly encoding?: string | undefined
}

/** Adds what was settled to the units' profiles; what they said of other columns stays. */
export async function saveProfiles(
  root: string,
  settled: readonly Settled[],
  units: readonly Unit[],
): Promise<void> {
  const known = new Map(await loadProfiles(root))
  for (const one of settled) known.set(one.unit.code, merged(known.get(one.unit.code), one))
  for (const code of new Set(settled.map(({ unit }) => unit.code))) {
    const profile = known.get(code)
    if (profile === undefined) continue
    const name = units.find((unit) => unit.code === code)?.short ?? profile.unit.name
    const file = join(root, FOLDER, `${safeName(name)}.yaml`)
    await writeFileAtomic(file, stringifyYaml(profile, { schemaUrl: `../${SCHEMA}` }))
  }
  const schema = { ...z.toJSONSchema(profileFile, { io: 'input' }), title: 'profiles/*.yaml' }
  await writeFileAtomic(join(root, SCHEMA), `${JSON.stringify(schema, null, 2)}\n`)
}

function merged(before: UnitProfile | undefined, settled: Settled): UnitProfile {
  const { unit, form, map, headerRow, sheet, encoding } = settled
  const own = before?.forms[form]
  const entry = {
    ...own,
    map: { ...own?.map, ...map },
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(sheet === undefined ? {} : { sheet }),
  }
  return {
    hallkit: 1,
    unit: { code: unit.code, name: unit.name },
    ...before,
    ...(encoding === undefined ? {} : { encoding }),
    forms: { ...before?.forms, [form]: entry },
  }
}
