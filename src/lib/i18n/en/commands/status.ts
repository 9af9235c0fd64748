import type { CommandTexts } from '../../words.js'

/** English help of `status`, by command id. */
export const status: CommandTexts = {}
