import type { hallFindings, hallProblems } from '../../errors/codes/hall.js'
import type { Words } from '../words.js'

export const hall: Words<typeof hallProblems> & Words<typeof hallFindings> = {}
