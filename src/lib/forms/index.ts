/**
 * forms: the blank sheets that units are asked to fill in, one file each, and what the store holds poured back into
 * them. It never reads a returned sheet, never writes the store, and never overwrites a file unasked.
 */
export {
  type ExportEvent,
  type ExportedForm,
  type ExportRequest,
  exportForms,
} from './export-forms.js'
export { formEntries, type RegisterLine, type RegisterLines } from './list-entries.js'
export { type FormDuty, type FormSummary, formSummaries } from './list-forms.js'
