import type { CommandTexts } from '../../words.js'

/** English help of `inbox`, by command id. */
export const inbox: CommandTexts = {}
