import { z } from 'zod'

const field = z.string().min(1)

/** One group of columns that names people: keys of the form's fields, and what the group says of them in words. */
const columns = z.strictObject({
  name: field,
  required: z.boolean().default(false),
  post: field.optional(),
  office: field.optional(),
  work_no: field.optional(),
  phone: field.optional(),
  mobile: field.optional(),
  roles: field.optional(),
  node: field.optional(),
  ab: field.optional(),
  attends: field.optional(),
  /** Where the sheet says how many people the column names. */
  count: field.optional(),
  says: z
    .strictObject({
      roles: z.string().optional(),
      node: z.string().optional(),
      ab: z.enum(['A', 'B']).optional(),
      attends: z.string().optional(),
      contact: z.string().optional(),
    })
    .default({}),
})

/** Zod schema of how one form's rows name people. */
export const sheetRules = z.strictObject({
  /** Words in the sheet's or the file's name that say: these people attend. */
  attendTitles: z.array(z.string().min(2)).default([]),
  columns: z.array(columns).min(1),
})

/** One group of columns that names people. */
export type SheetColumns = z.output<typeof columns>
/** How the rows of one form name people. */
export type SheetRules = z.output<typeof sheetRules>
