import { type Finding, found } from '../../errors/index.js'
import type { Item } from '../model.js'
import type { ItemProfile } from '../profile.js'
import type { Subject } from '../subject.js'

/** A flow that names some of its stages names them all, as far as the sheet has columns for them. */
export function flowStages({ item, profile, fields, header, place }: Subject): readonly Finding[] {
  if (item.nodes.length === 0) return []
  const missing = missingStages(item, profile).filter((node) => fields.has(`${node}.limit`))
  const [first] = missing
  if (first === undefined) return []
  const labels = missing.map((node) => header(`${node}.limit`).replace(/[/·][^/·]*$/u, ''))
  return [found('HK-ITEM-052', { missing: labels }, place(`${first}.limit`))]
}

/** The stages that the profile demands for the item's type and that its flow lacks. */
export function missingStages({ type, nodes }: Item, { flow }: ItemProfile): readonly string[] {
  if (!flow.types.includes('*') && !flow.types.includes(type.code ?? '')) return []
  return flow.nodes.filter((wanted) => !nodes.some(({ node }) => node === wanted))
}
