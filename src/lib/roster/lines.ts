import type { StaffLine } from './model.js'

/** What a line says, for comparing: the same words are the same line. */
export function lineKey(line: StaffLine): string {
  const { item, node, post, ab, duty, limit, validFrom, validTo } = line
  return [item, node, post, ab, duty, limit, validFrom, validTo].join('\u0001')
}
