import type { CommandTexts } from '../../words.js'

/** English help of `notice`, by command id. */
export const notice: CommandTexts = {}
