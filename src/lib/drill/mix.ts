import type { Play } from './script.js'

/** The variant of each of `times` rounds: fixed shares as written, `rest` first and filling up; null without a mix. */
export function variantsOf(mix: Play['mix'], times: number): (string | null)[] {
  if (mix === undefined) return Array.from({ length: times }, () => null)
  const names = Object.keys(mix)
  const fixed = names.flatMap((name) => repeat(name, mix[name] === 'rest' ? 0 : Number(mix[name])))
  const rest = names.find((name) => mix[name] === 'rest')
  if (rest === undefined) return fixed.slice(0, times)
  const free = Math.max(1, times - fixed.length)
  return [...repeat(rest, free), ...fixed].slice(0, times)
}

function repeat(name: string, times: number): string[] {
  return Array.from({ length: times }, () => name)
}
