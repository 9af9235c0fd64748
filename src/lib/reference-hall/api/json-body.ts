import { HallProblem } from './problem.js'

/** Nothing that the hall takes is nested deeper. */
const DEEPEST = 32
const STRINGS = /"(?:[^"\\]|\\.)*"(\s*:)?/g

/**
 * Refuses what JSON.parse lets pass: a key given twice (the last would win in silence) and nesting without end.
 * `value` is what `text` was parsed to. Works in linear time, without recursion.
 */
export function checkJson(text: string, value: unknown): void {
  let written = 0
  for (const [, colon] of text.matchAll(STRINGS)) if (colon !== undefined) written += 1
  if (written !== countKeys(value)) throw new HallProblem('bad-request', '有重复的字段')
}

function countKeys(value: unknown): number {
  let keys = 0
  let level = [value].filter(isNested)
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new HallProblem('bad-request', `嵌套超过 ${DEEPEST} 层`)
    for (const one of level) if (!Array.isArray(one)) keys += Object.keys(one).length
    level = level.flatMap((one) => Object.values(one)).filter(isNested)
  }
  return keys
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
