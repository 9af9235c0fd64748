import type { planBook as source } from '../../zh/texts/plan-book.js'

/** What is said of a plan's workbook. */
export const planBook: typeof source = {
  sheets: {
    windows: 'Batches and hours',
    units: 'Units',
    cast: 'Who plays',
    exempt: 'Exemptions',
  },
  columns: { sheet: 'Sheet', name: 'What', from: 'Was', to: 'Is' },
  unchanged: 'The workbook says what the plan says; nothing to change',
  flawed: 'Some cells of the workbook cannot be taken; the plan was not changed',
  imported: (p) => `Changes: ${p.changes}. Written: ${p.path}`,
  would: (p) => `Changes: ${p.changes}. Nothing written`,
}
