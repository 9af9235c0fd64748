import type { CommandTexts } from '../../words.js'

/** English help of `roster`, by command id. */
export const roster: CommandTexts = {}
