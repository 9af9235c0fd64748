import { type Sign, signs, signsOf } from './characters.js'
import type { SignCount } from './model.js'

const PLACES = 3
const ODD = /[^ -~]|\?/

/** Counts the texts of a column that carry a sign, with the first places. */
export class SignCounts {
  readonly #found = new Map<Sign, { rows: number; places: string[] }>()

  add(text: string, place: () => string): void {
    if (!ODD.test(text)) return
    for (const sign of signsOf(text)) {
      const known = this.#found.get(sign) ?? { rows: 0, places: [] }
      this.#found.set(sign, known)
      known.rows += 1
      if (known.places.length < PLACES) known.places.push(place())
    }
  }

  list(): readonly SignCount[] {
    return signs.flatMap((sign) => {
      const found = this.#found.get(sign)
      return found === undefined ? [] : [{ sign, ...found }]
    })
  }
}
