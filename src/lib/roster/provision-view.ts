import type { NoticePack } from '../notice/index.js'
import type { AccountChange, PlannedAccount } from './provision-file.js'
import type { RosterRules } from './rules.js'
import { unitNames } from './units.js'

/** One field that differs, as people read it: names of units and roles instead of their codes. */
export interface NamedChange {
  readonly field: AccountChange['field']
  readonly held: string
  readonly wanted: string
}

/** An account of a plan as a list shows it. */
export interface AccountView {
  readonly action: PlannedAccount['action']
  readonly reason: PlannedAccount['reason']
  readonly workNo: string
  readonly name: string
  readonly unitName: string
  readonly changes: readonly NamedChange[]
}

/** How many accounts of a plan each action is for. */
export type AccountCounts = Readonly<Record<PlannedAccount['action'], number>>

/** Counts the accounts of a plan by action; every action is named. */
export function countAccounts(rows: readonly Pick<PlannedAccount, 'action'>[]): AccountCounts {
  const counts = {
    ...{ create: 0, update: 0, move: 0, enable: 0 },
    ...{ disable: 0, conflict: 0, unmanaged: 0 },
  }
  for (const { action } of rows) counts[action] += 1
  return counts
}

/** True for what makes a hall differ from the mapping; accounts that nobody of ours made are none of our business. */
export function isDrift({ action }: Pick<PlannedAccount, 'action'>): boolean {
  return action !== 'unmanaged'
}

/** The accounts of a plan with names for people. `on` and `off` are the words for an account's state. */
export function accountViews(
  rows: readonly PlannedAccount[],
  { pack, rules }: { readonly pack: NoticePack; readonly rules: RosterRules },
  words: {
    readonly language: 'zh' | 'en'
    readonly on: string
    readonly off: string
    readonly none: string
  },
): readonly AccountView[] {
  const unitName = unitNames(pack)
  const role = (id: string) => rules.catalogue.list[id]?.[words.language] ?? id
  const said = (field: AccountChange['field'], value: AccountChange['held']): string => {
    if (typeof value === 'boolean') return value ? words.on : words.off
    if (typeof value === 'string') return field === 'unit' ? unitName(value) : value
    return value.length === 0 ? words.none : value.map(role).join('、')
  }
  return rows.map(({ action, reason, workNo, name, unit, changes }) => ({
    ...{ action, reason, workNo, name },
    unitName: unitName(unit),
    changes: changes.map(({ field, held, wanted }) => ({
      field,
      held: said(field, held),
      wanted: said(field, wanted),
    })),
  }))
}
