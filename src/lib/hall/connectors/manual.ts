import type { Act } from '../contract.js'

/** Something that only a person can do in this hall, in the connector's own words. */
export interface ManualTask {
  readonly action: string
  readonly account: string
  readonly id: string | null
  readonly prompt: string
  /** What the person shall tell afterwards: `number`, `state` ... */
  readonly capture: readonly string[]
  readonly evidence: 'none' | 'screenshot' | 'file'
  readonly input: Readonly<Record<string, unknown>>
  readonly tag: string | null
}

/** Asks a person to do something and tell what came of it; null when nobody is there or it was not done. */
export type Person = (task: ManualTask) => Promise<Readonly<Record<string, string>> | null>

/** The tag that a manual act is asked to carry: that of the act, else its key. */
export function tagOf({ id, tag, idempotencyKey }: Act): string | null {
  return id === null ? (tag ?? idempotencyKey) : null
}
