import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import { type ItemProfile, loadItemProfile } from '../items/index.js'
import { loadRosterRules, type RosterRules } from '../roster/index.js'
import { type Form, listForms, loadForm } from '../sheets/index.js'
import { routes } from './routes.js'

/** The data files that the inbox works by. */
export interface InboxRules {
  readonly forms: readonly Form[]
  /** Shipped forms that are no unit's report and go another way: 大厅导出的清单, 问题整改台账. */
  readonly elsewhere: readonly Form[]
  readonly profile: ItemProfile
  readonly rosterRules: RosterRules
}

/** Loads the shipped forms that can be taken in, the item profile and the roster's words. Errors as of their loaders. */
export async function loadInboxRules(): Promise<InboxRules> {
  const others = (await listForms()).filter((id) => routes[id] === undefined)
  const [forms, elsewhere, profile, rosterRules] = await Promise.all([
    Promise.all(Object.keys(routes).map(loadReadable)),
    Promise.all(others.map((id) => loadForm(id))),
    loadItemProfile(),
    loadRosterRules(),
  ])
  return { forms, elsewhere, profile, rosterRules }
}

/** A form that we ask for, else a shape that units make of their own and that is only read. */
async function loadReadable(id: string): Promise<Form> {
  const asked = await listForms()
  const at = asked.includes(id) ? {} : { templatesDir: join(templatesDir(), 'variants') }
  return loadForm(id, at)
}
