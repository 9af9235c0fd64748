import type { users as zh } from '../../zh/texts/users.js'
import { provision } from './provision.js'

/** What `users` says on the screen. */
export const users: typeof zh = {
  provision,
  columns: {
    unit: 'Unit',
    workNo: 'Work number',
    name: 'Name',
    users: 'Users',
    roles: 'Roles',
    assignments: 'Assignments',
    gaps: 'Gaps',
    people: 'People',
    nodes: 'Nodes',
    held: 'Held',
    doubled: 'With B post',
    missing: 'Roles missing',
    item: 'Item',
    node: 'Node',
    ab: 'A/B',
    reason: 'Reason',
    file: 'File',
  },
  gap: (p) =>
    p.proposals.length === 0
      ? `Gap: nobody holds node ${p.node} of item ${p.item}, and the unit has nobody to propose`
      : `Gap: nobody holds node ${p.node} of item ${p.item}; proposed: ${p.proposals.join(', ')}`,
  tried: (p) =>
    `Separations ${p.rules.join(', ')} show only on cases: a drill tries each, and the hall must refuse`,
  exported: (p) => `${p.count} files`,
  card: (p) =>
    `${p.name}  ${p.workNo}  ${p.unit}  ${p.position.join(' ')}\nRoles: ${p.roles.join(', ')}`,
  who: (p) => `Who holds node ${p.node} of item ${p.item}?`,
  later: 'Decide later',
  resolved: (p) => `${p.added} decided, kept in ${p.file}; ${p.left} still open`,
  sheet: (p) =>
    `${p.left} open, written to ${p.file}; fill it in and run hallkit users resolve --decisions ${p.file}`,
  locked: (p) => `Work numbers are kept in ${p.lock}`,
  count: (p) => `${p.count} users`,
}
