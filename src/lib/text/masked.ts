/** An ID number (GB 11643, with a date of birth inside) or a mobile telephone number, anywhere in a text. */
const PERSONAL =
  /(?<!\d)(?:\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|1[3-9]\d{9})(?!\d)/g

/** A text with its ID numbers and telephones masked: the division (6) or the network (3) and the last four stay to be seen. */
export function masked(text: string): string {
  return text.replace(PERSONAL, (found) => {
    const front = found.length === 18 ? 6 : 3
    return found.slice(0, front) + '*'.repeat(found.length - front - 4) + found.slice(-4)
  })
}

/** Plain data with every text in it masked. */
export function maskedDeep<T>(value: T): T {
  if (typeof value === 'string') return masked(value) as T
  if (Array.isArray(value)) return value.map(maskedDeep) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, maskedDeep(part)]),
  ) as T
}
