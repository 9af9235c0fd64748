import { z } from 'zod'

/** Options of the `files` target: a folder that gets one CSV file per table, written whole or not at all. */
export const filesTarget = z.strictObject({
  driver: z.literal('files'),
  path: z.string().min(1),
  /** What the programs that fetch the files read; `gbk` keeps rows out whose characters it lacks. */
  encoding: z.enum(['utf-8', 'gb18030', 'gbk']).default('utf-8'),
})
/** Options of a folder of files, as the mapping gives them. */
export type FilesTarget = z.output<typeof filesTarget>
