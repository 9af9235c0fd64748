import type { Play } from './plan-file.js'
import type { DrillScript } from './script.js'

/** Every variant that a script knows, in the order of its steps. */
export function variantNames({ steps }: DrillScript): readonly string[] {
  return [...new Set(Object.values(steps).flatMap((step) => step.in ?? []))]
}

/** The mix of a play: as written, else every variant of the script once. */
export function mixOf({ mix, times }: Play, script: DrillScript): Play['mix'] {
  if (mix !== undefined || times === 'quota') return mix
  const names = variantNames(script)
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, 1]))
}

/** How many rounds a mix asks for; `rest` is one. */
export function roundsIn(mix: Play['mix']): number {
  const shares = Object.values(mix ?? { rest: 1 })
  return shares.reduce<number>((sum, one) => sum + (one === 'rest' ? 1 : one), 0)
}

/** The variant of each of `times` rounds: fixed shares as written, `rest` first and filling up, else over again; null without a mix. */
export function variantsOf(mix: Play['mix'], times: number): (string | null)[] {
  if (mix === undefined) return Array.from({ length: times }, () => null)
  const names = Object.keys(mix)
  const fixed = names.flatMap((name) => repeat(name, mix[name] === 'rest' ? 0 : Number(mix[name])))
  const rest = names.find((name) => mix[name] === 'rest')
  if (rest === undefined) {
    return Array.from({ length: times }, (_, index) => fixed[index % fixed.length] ?? null)
  }
  const free = Math.max(1, times - fixed.length)
  return [...repeat(rest, free), ...fixed].slice(0, times)
}

function repeat(name: string, times: number): string[] {
  return Array.from({ length: times }, () => name)
}
