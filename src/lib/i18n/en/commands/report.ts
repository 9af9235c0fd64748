import type { CommandTexts } from '../../words.js'

/** English help of `report`, by command id. */
export const report: CommandTexts = {}
