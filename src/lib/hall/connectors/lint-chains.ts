import { nearest } from '../../text/index.js'
import { type Flaw, flaw } from './flaw.js'
import type { ActionSpec } from './format.js'
import type { StepSpec } from './format-request.js'

/** Uses of `saved.name` that no earlier step has saved: the chain of ids is broken there. */
export function chainBreaks(name: string, { steps = [], ...rest }: ActionSpec): Flaw[] {
  const saved: string[] = []
  const flaws: Flaw[] = []
  for (const [index, step] of steps.entries()) {
    const path = ['actions', name, 'steps', index]
    const { save, require, ...sent } = step
    flaws.push(...breaks(sent, [...path, 'request'], saved))
    for (const [field, text] of Object.entries(save)) {
      flaws.push(...breaks(text, [...path, 'save', field], saved))
      saved.push(field)
    }
    flaws.push(...unsaved(require, [...path, 'require'], saved))
  }
  return [...flaws, ...breaks(rest, ['actions', name], saved)]
}

function unsaved(
  require: StepSpec['require'],
  path: readonly PropertyKey[],
  saved: string[],
): Flaw[] {
  return Object.keys(require)
    .filter((field) => !saved.includes(field))
    .map((field) =>
      flaw('HK-CONN-103', [...path, field], { name: field, nearest: nearest(field, saved) }),
    )
}

function breaks(part: unknown, path: readonly PropertyKey[], saved: readonly string[]): Flaw[] {
  const text = JSON.stringify(part) ?? ''
  const used = [...text.matchAll(/\bsaved\.([A-Za-z]\w*)/g)].map(([, field = '']) => field)
  return [...new Set(used)]
    .filter((field) => !saved.includes(field))
    .map((field) => flaw('HK-CONN-103', path, { name: field, nearest: nearest(field, saved) }))
}
