import type { HallRules } from './load-workflows.js'

/** Words for what the rules name by id: events (`case.accepted` -> 受理), actions (`case.accept` -> 受理), states (`case.accepted` -> 已受理) and nodes (`approve` -> 审批). */
export interface HallTitles {
  readonly events: Readonly<Record<string, string>>
  readonly states: Readonly<Record<string, string>>
  readonly nodes: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, string>>
}

/** The titles of a hall's rules: an event is called after the first action of the file that brings it about. */
export function hallTitles({ roles, workflows }: HallRules): HallTitles {
  const events: Record<string, string> = {}
  const titles: Record<string, string> = {}
  for (const { kind, start, actions } of Object.values(workflows)) {
    for (const [name, { title }] of [...Object.entries(start), ...Object.entries(actions)]) {
      titles[`${kind}.${name}`] ??= title
    }
    for (const { event, title } of [...Object.values(start), ...Object.values(actions)]) {
      events[`${kind}.${event}`] ??= title
    }
  }
  const states = Object.values(workflows).flatMap(({ kind, states: own }) =>
    Object.entries(own).map(([id, { title }]) => [`${kind}.${id}`, title]),
  )
  const nodes = Object.entries(roles.nodes).map(([id, { zh }]) => [id, zh])
  const stateTitles = Object.fromEntries(states)
  return { events, actions: titles, states: stateTitles, nodes: Object.fromEntries(nodes) }
}
