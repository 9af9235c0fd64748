import type { CommandTexts } from '../../words.js'

/** English help of `items`, by command id. */
export const items: CommandTexts = {}
