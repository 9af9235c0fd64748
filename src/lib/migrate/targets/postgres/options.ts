import { z } from 'zod'

/** Options of the `postgres` target: a schema whose tables are made (all text) when they are missing. */
export const postgresTarget = z.strictObject({
  driver: z.literal('postgres'),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().positive().default(5432),
  database: z.string().min(1),
  schema: z.string().min(1).default('public'),
  user: z.string().min(1),
  /** `env:NAME` or `file:PATH`. */
  password: z.string().optional(),
})
/** Options of a PostgreSQL target, as the mapping gives them. */
export type PostgresTarget = z.output<typeof postgresTarget>
