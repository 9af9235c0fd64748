import type { problem as zh } from '../../zh/texts/problem.js'

/** What `problem` says on the screen. */
export const problem: typeof zh = {
  columns: {
    id: 'No',
    sort: 'Sort',
    severity: 'Severity',
    unit: 'Unit',
    fact: 'Problem',
    owner: 'Owner',
    measure: 'Measure',
    due: 'Due',
    state: 'State',
  },
  sorts: { problem: 'problem', fault: 'fault', suggestion: 'suggestion', opinion: 'opinion' },
  states: { waiting: 'not begun', going: 'under way', closed: 'closed', proposed: 'proposed' },
  added: (p) => `Entered as ${p.id}`,
  changed: (p) => `Changed ${p.id}`,
  closed: (p) => `Closed ${p.id}`,
  reopened: (p) => `Opened ${p.id} again`,
  takenIn: (p) =>
    `Drill ${p.run}: ${p.added} new, ${p.seen} still open, ${p.reopened} closed ones came back`,
  counts: (p) =>
    `${p.open} open${p.overdue > 0 ? ` (${p.overdue} overdue)` : ''}, ${p.closed} closed${p.proposed > 0 ? `; the last drill found ${p.proposed} more: hallkit problem add --proposed` : ''}`,
  written: (p) => `Register of ${p.rows} entries written to ${p.path}`,
  imported: (p) =>
    `${p.rows} rows read: ${p.added} new, ${p.changed} changed, ${p.closed} closed${p.left > 0 ? `, ${p.left} left out` : ''}`,
}
