import { z } from 'zod'
import { filesTarget } from './files/options.js'
import { hallTarget } from './hall/options.js'
import { mysqlTarget } from './mysql/options.js'
import { postgresTarget } from './postgres/options.js'

/** Options of the `sqlite` target: a file whose tables are made when they are missing. */
const sqliteTarget = z.strictObject({ driver: z.literal('sqlite'), path: z.string().min(1) })

/** What a mapping's `target` may say, by driver. */
export const targetOptions = z.discriminatedUnion('driver', [
  filesTarget,
  hallTarget,
  mysqlTarget,
  postgresTarget,
  sqliteTarget,
])
/** Options of a target, as the mapping gives them. */
export type TargetOptions = z.output<typeof targetOptions>
