import type { CommandTexts } from '../../words.js'

/** English help of `init`, by command id. */
export const init: CommandTexts = {}
