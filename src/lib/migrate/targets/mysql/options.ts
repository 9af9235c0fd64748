import { z } from 'zod'

/** Options of the `mysql` target, MariaDB or MySQL: a database whose tables are made (all text) when they are missing. */
export const mysqlTarget = z.strictObject({
  driver: z.literal('mysql'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().positive().default(3306),
  database: z.string().min(1),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().optional(),
})
/** Options of a MariaDB or MySQL target, as the mapping gives them. */
export type MysqlTarget = z.output<typeof mysqlTarget>
