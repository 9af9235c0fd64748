import type { CommandTexts } from '../../words.js'

/** English help of `doctor`, by command id. */
export const doctor: CommandTexts = {}
