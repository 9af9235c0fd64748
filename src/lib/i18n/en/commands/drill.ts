import type { CommandTexts } from '../../words.js'

/** English help of `drill`, by command id. */
export const drill: CommandTexts = {}
