const WORDS = /^(?:true|false|null|yes|no|on|off|~)$/i

/** A value as YAML of one line, quoted where it could be read as something else. */
export function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  const isPlain = /^[\p{L}_][\p{L}\p{N}_./-]*$/u.test(value) && !WORDS.test(value)
  return isPlain || value === '.' ? value : JSON.stringify(value)
}

/** Something that somebody must decide. */
export function todo(text: string): string {
  return `# TODO ${oneLine(text)}`
}

/** A comment holds no line break, whatever the old system called its columns. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

/** Steps as a mapping writes them, on one line. */
export function flowOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowOf).join(', ')}]`
  if (typeof value !== 'object' || value === null) return scalar(value)
  const parts = Object.entries(value).map(([key, one]) => `${scalar(key)}: ${flowOf(one)}`)
  return `{ ${parts.join(', ')} }`
}

/** The name, with a number when it is taken; capitals make no difference, for databases see none. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name
  for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${name}_${n}`
  taken.add(free.toLowerCase())
  return free
}
