import type { CommandTexts } from '../../words.js'

/** English help of `demo`, by command id. */
export const demo: CommandTexts = {}
