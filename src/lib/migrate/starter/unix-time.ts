import type { ColumnProfile } from '../profile/model.js'

/** Whether a column looks like seconds or milliseconds since 1970, and noughts where there is none. */
export function isUnixTime({ shapes }: Pick<ColumnProfile, 'shapes'>): boolean {
  const long = shapes.filter(({ text }) => /^9\{1[03]\}$/.test(text))
  return long.length > 0 && shapes.every((shape) => long.includes(shape) || shape.text === '9')
}
