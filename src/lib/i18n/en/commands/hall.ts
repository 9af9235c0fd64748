import type { CommandTexts } from '../../words.js'

/** English help of `hall`, by command id. */
export const hall: CommandTexts = {}
