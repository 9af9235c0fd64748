import { join } from 'node:path'
import { z } from 'zod'
import {
  accountMark,
  connectHall,
  credentialsFrom,
  type DesiredHall,
  furnishHall,
  type HallUser,
  keptToken,
  loadHallRules,
  openSecrets,
  type ProvisionResult,
} from '../../hall/index.js'
import { readYaml } from '../../yaml/index.js'
import type { HallPlace } from './hall-place.js'

const text = z.string().min(1)
const days = z.int().min(0).nullable()

/** Zod schema of `templates/hall-seed.yaml`: a small county to try a hall with. */
export const hallSeedFile = z.strictObject({
  'hall-seed': z.literal(1),
  columns: z.array(text),
  units: z.array(z.strictObject({ code: text, name: text, batch: text })).min(1),
  items: z.array(
    z.strictObject({
      ...{
        code: text,
        name: text,
        unit: text,
        typeCode: text.nullable(),
        depth: z.int().nullable(),
      },
      ...{ promisedWorkdays: days, statutoryWorkdays: days },
    }),
  ),
  /** Accounts: each works the nodes of its roles in all items of its unit. */
  users: z.array(
    z.strictObject({ workNo: text, name: text, unit: text, roles: z.array(text).min(1) }),
  ),
})

/** The small county that ships, as a hall shall hold it. HK-YAML-* when the file breaks its schema. */
export async function builtInSeed(templatesDir: string): Promise<DesiredHall> {
  const file = await readYaml(join(templatesDir, 'hall-seed.yaml'), hallSeedFile)
  const { roles } = await loadHallRules(templatesDir)
  const users = file.users.map((user): HallUser => ({ ...user, active: true }))
  const assignments = file.items.flatMap(({ code: item, unit }) =>
    Object.entries(roles.nodes).flatMap(([node, { role }]) =>
      users
        .filter((user) => user.unit === unit && user.roles.includes(role))
        .map(({ workNo }) => ({ item, node, workNo, ab: 'A' as const })),
    ),
  )
  const { units, columns, items } = file
  return { units, columns, items, users, assignments }
}

/** Puts a county into the hall at a place: what is missing is added, what differs is changed, nothing is deleted. */
export async function seedHall(
  place: HallPlace,
  url: string,
  desired: DesiredHall,
  options: { readonly signal?: AbortSignal; readonly resume: string },
): Promise<ProvisionResult> {
  const secrets = openSecrets(place.secrets)
  const adminToken = await keptToken(place.token)
  const connection = await connectHall({ url, adminToken, credentials: credentialsFrom(secrets) })
  try {
    return await furnishHall({ connection, secrets, mark: accountMark(place.id) }, desired, options)
  } finally {
    connection.close()
  }
}
