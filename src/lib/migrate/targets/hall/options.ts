import { z } from 'zod'

/** Options of the `hall` target: a hall behind a connector, with the ledger in a file of its own. */
export const hallTarget = z.strictObject({
  driver: z.literal('hall'),
  /** A connector file beside the mapping, or the name of one that ships; without one, the reference hall that runs in this workspace. */
  connector: z.string().min(1).optional(),
  /** Instead of the connector's own address. */
  url: z.string().min(1).optional(),
  /** Of the hall's service requests (the reference hall's admin token): `env:NAME` or `file:PATH`. */
  token: z.string().min(1).optional(),
  /** The connector's name, written here to confirm writing to a production hall. */
  production: z.string().min(1).optional(),
})
/** Options of a hall as a target, as the mapping gives them. */
export type HallTarget = z.output<typeof hallTarget>
