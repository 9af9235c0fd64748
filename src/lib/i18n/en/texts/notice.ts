import type { notice as zh } from '../../zh/texts/notice.js'

/** What `notice` says on the screen. */
export const notice: typeof zh = {
  columns: {
    id: 'Pack',
    notice: 'Notice',
    number: 'Number',
    issued: 'Issued',
    units: 'Units',
    batches: 'Batches',
    clause: 'Clause',
    inferred: 'Inferred',
    due: 'Due',
    neededBy: 'Needed by',
    who: 'Who',
    amount: 'Amount',
    title: 'What',
  },
  inferred: 'inferred',
  everyUnit: 'every unit',
  batchDay: 'batch day',
  sections: {
    batches: 'Batches',
    requirements: 'Requirements (at least)',
    roles: 'People that every unit must name',
    targets: 'Targets (at least)',
    obligations: 'What is owed, and by when',
    reports: 'Papers',
  },
  head: (p) => `${p.number}  ${p.issuer}  issued ${p.issued}  ${p.units} units  place: ${p.place}`,
  unitsInferred: (p) => `The unit list is inferred: ${p.clause}`,
  participants: (p) =>
    `${p.min}-${p.max} people per unit at the keys (${p.clause}); its staff in the hall may be more`,
}
