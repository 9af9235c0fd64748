import type { itemsFindings, itemsProblems } from '../../errors/codes/items.js'
import type { Words } from '../words.js'

export const items: Words<typeof itemsProblems> & Words<typeof itemsFindings> = {}
