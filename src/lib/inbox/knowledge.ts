import { type ItemProfile, loadItemProfile } from '../items/index.js'
import { loadRosterRules, type RosterRules } from '../roster/index.js'
import { type Form, loadForm } from '../sheets/index.js'
import { routes } from './routes.js'

/** The data files that the inbox works by. */
export interface InboxRules {
  readonly forms: readonly Form[]
  readonly profile: ItemProfile
  readonly rosterRules: RosterRules
}

/** Loads the shipped forms that can be taken in, the item profile and the roster's words. Errors as of their loaders. */
export async function loadInboxRules(): Promise<InboxRules> {
  const [forms, profile, rosterRules] = await Promise.all([
    Promise.all(Object.keys(routes).map((id) => loadForm(id))),
    loadItemProfile(),
    loadRosterRules(),
  ])
  return { forms, profile, rosterRules }
}
