import type { HallRules } from '../load-workflows.js'
import { hallTitles } from '../titles.js'
import type { CheckedCapability, Verdict } from './model.js'

/** Words for why something was not tried, and for the roles that a check knows beside those of the catalogue. */
export interface UntriedWords {
  readonly account: (role: string) => string
  readonly before: (what: string) => string
  readonly roles: Readonly<Record<string, string>>
}

/** What people are told of a check: capabilities and verdicts by their ids, reasons for not trying. */
export interface CheckWords {
  readonly ids: Readonly<Record<string, string>>
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly untried: UntriedWords
}

/** A capability in words: 受理 能 已受理. */
interface ToldCapability {
  readonly id: string
  readonly capability: string
  readonly verdict: Verdict
  readonly result: string
  readonly evidence: string
}

/** A check in words: which hall, when, and what it was found able to do. */
export interface ToldCheck {
  readonly hall: string
  readonly url: string
  readonly connector: string | null
  readonly at: string
  readonly capabilities: readonly ToldCapability[]
}

/** Tells a check: states by their titles, reasons for not trying as sentences. */
export function toldCheck(
  { hall, url, connector, at, capabilities }: Omit<ToldCheck, 'capabilities'> & Checked,
  rules: HallRules,
  words: CheckWords,
  language: string,
): ToldCheck {
  const tell = evidenceWords(rules, language, words)
  const told = capabilities.map(({ id, verdict, evidence }) => ({
    ...{ id, capability: words.ids[id] ?? id },
    ...{ verdict, result: words.verdicts[verdict] },
    evidence: evidence.map(tell).join('；'),
  }))
  return { hall, url, connector, at, capabilities: told }
}

interface Checked {
  readonly capabilities: readonly CheckedCapability[]
}

function evidenceWords(
  { roles, ...rules }: HallRules,
  language: string,
  { untried, ids }: CheckWords,
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
