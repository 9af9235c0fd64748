import type { HallContext } from '../api/app.js'

/** A guide as the public reads it, and how often it was published; version 0: nobody did, it says what the registry says. */
interface PublicGuide {
  readonly body: Readonly<Record<string, unknown>>
  readonly version: number
}

const USUAL_PROMISE = 20
const DRIFT_DAYS = 5

/** The guide of an item: as published, else what the registry says of it; undefined for an item that the hall does not know. */
export function guideOf(
  { guides, registry, faults }: Pick<HallContext, 'guides' | 'registry' | 'faults'>,
  code: string,
): PublicGuide | undefined {
  const guide = guides.get(code) ?? registered(registry.item(code))
  if (guide === undefined) return undefined
  const days = faults.strike('item-mismatch', DRIFT_DAYS)
  if (days === undefined) return guide
  const promised = guide.body['promisedWorkdays']
  const drifted = (typeof promised === 'number' ? promised : USUAL_PROMISE) + days
  return { ...guide, body: { ...guide.body, promisedWorkdays: drifted } }
}

function registered(item: ReturnType<HallContext['registry']['item']>): PublicGuide | undefined {
  if (item === undefined) return undefined
  const { name, promisedWorkdays, statutoryWorkdays, depth } = item
  return { body: { name, promisedWorkdays, statutoryWorkdays, depth }, version: 0 }
}
