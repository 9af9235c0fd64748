import type { users as zh } from '../../zh/texts/users.js'

/** What `users` says on the screen. */
export const users: typeof zh = {
  columns: {
    unit: 'Unit',
    workNo: 'Work number',
    name: 'Name',
    users: 'Users',
    roles: 'Roles',
    assignments: 'Assignments',
    gaps: 'Gaps',
  },
  gap: (p) =>
    p.proposals.length === 0
      ? `Gap: nobody holds node ${p.node} of item ${p.item}, and the unit has nobody to propose`
      : `Gap: nobody holds node ${p.node} of item ${p.item}; proposed: ${p.proposals.join(', ')}`,
  locked: (p) => `Work numbers are kept in ${p.lock}`,
  count: (p) => `${p.count} users`,
}
