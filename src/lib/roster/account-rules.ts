import { join } from 'node:path'
import { z } from 'zod'
import { templatesDir } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { rolesFile } from '../hall/index.js'
import { readYaml } from '../yaml/index.js'
import type { KeptRole } from './last-holder.js'

/** Zod schema of `templates/accounts.yaml`: first passwords, and roles that a hall must not lose. */
export const accountsFile = z.strictObject({
  accounts: z.literal(1),
  /** Characters of a first password (NIST SP 800-63B-4 wants 15), and hours until it ends. */
  password: z.strictObject({ length: z.int().min(16).max(64), hours: z.int().positive() }),
  /** Role ids of roles.yaml: in their scope one account that is on always keeps them. */
  keepOne: z.array(z.string().min(1)),
})

/** By which rules accounts are put into a hall. */
export interface AccountRules {
  readonly password: z.output<typeof accountsFile>['password']
  readonly keepOne: readonly KeptRole[]
}

/** Reads the rules that ship with the package; HK-ROST-001 for a role that the catalogue does not have. */
export async function loadAccountRules(): Promise<AccountRules> {
  const file = join(templatesDir(), 'accounts.yaml')
  const { list } = await readYaml(join(templatesDir(), 'roles.yaml'), rolesFile)
  const { password, keepOne } = await readYaml(file, accountsFile)
  const kept = keepOne.map((role) => {
    const known = list[role]
    if (known === undefined) throw new AppError('HK-ROST-001', { file, word: role })
    const { zh, en, scope } = known
    return { role, zh, en, perUnit: scope === 'unit' }
  })
  return { password, keepOne: kept }
}
