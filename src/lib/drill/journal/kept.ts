import type { HallEvent } from '../../hall/index.js'
import type { Kept, RoundScope } from '../plan/round-scope.js'
import type { ScriptStep } from '../plan/script.js'

/** What a proven step leaves to later ones: the object that the event is about, and what `keep` names. */
export function keptFrom(scope: RoundScope, script: ScriptStep, event: HallEvent): Kept {
  const names = { ...scope.names, event }
  const keep = Object.entries(script.keep).map(([name, text]) => [
    name,
    scope.expressions.value(text, names),
  ])
  return { ...Object.fromEntries(keep), id: event.objectId, number: event.number }
}
