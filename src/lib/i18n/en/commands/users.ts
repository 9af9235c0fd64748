import type { CommandTexts } from '../../words.js'

/** English help of `users`, by command id. */
export const users: CommandTexts = {}
