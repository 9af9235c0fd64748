import type { Workflow } from './workflow.js'

/** Words for every event of the workflows, `case.accepted` -> 受理: the title of the action that brings it about. */
export function eventTitles(workflows: Iterable<Workflow>): Readonly<Record<string, string>> {
  const titles: Record<string, string> = {}
  for (const { kind, start, actions } of workflows) {
    for (const { event, title } of [...Object.values(start), ...Object.values(actions)]) {
      titles[`${kind}.${event}`] = title
    }
  }
  return titles
}
