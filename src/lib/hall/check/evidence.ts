import type { HallRules } from '../load-workflows.js'
import { hallTitles } from '../titles.js'

/** Words for why something was not tried, and for the roles that a check knows beside those of the catalogue. */
export interface UntriedWords {
  readonly account: (role: string) => string
  readonly before: (what: string) => string
  readonly roles: Readonly<Record<string, string>>
}

/** What of a capability's evidence people are told: states by their titles, reasons for not trying in words. */
export function evidenceWords(
  { roles, ...rules }: HallRules,
  language: string,
  {
    untried,
    ids,
  }: { readonly untried: UntriedWords; readonly ids: Readonly<Record<string, string>> },
): (evidence: string) => string {
  const { states } = hallTitles({ roles, ...rules })
  const named = (role: string) =>
    untried.roles[role] ?? roles.list[role]?.[language === 'en' ? 'en' : 'zh'] ?? role
  return (evidence) => {
    const [, why = '', name = ''] = /^(account|before):(.+)$/.exec(evidence) ?? []
    if (why === '') return states[`case.${evidence}`] ?? evidence
    return why === 'account' ? untried.account(named(name)) : untried.before(ids[name] ?? name)
  }
}
