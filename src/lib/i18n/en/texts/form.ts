import type { form as zh } from '../../zh/texts/form.js'

/** What `form` says on the screen. */
export const form: typeof zh = {
  columns: {
    id: 'form',
    fields: 'fields',
    required: 'required',
    inferred: 'inferred',
    owed: 'owed by',
    due: 'due',
    unit: 'unit',
    rows: 'rows filled',
    path: 'file',
    clause: 'clause',
    title: 'title',
  },
  everyUnit: 'every unit',
  byBatch: 'day of the batch',
  noWorkspace: 'Not in a workspace: who owes a form, and by when, is not shown',
  progress: ({ done, of, file }) => `${done}/${of} ${file}`,
  entryCount: ({ title, count }) => `${title}: ${count} line${count === 1 ? '' : 's'}`,
  noEntries: ({ title }) =>
    `Nothing of ${title} yet. Put the sheets into inbox and run hallkit inbox.`,
  done: ({ count, dir }) => `${count} sheet${count === 1 ? '' : 's'} written to ${dir}`,
}
