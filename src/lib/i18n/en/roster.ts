import type { rosterFindings, rosterProblems } from '../../errors/codes/roster.js'
import type { Words } from '../words.js'

export const roster: Words<typeof rosterProblems> & Words<typeof rosterFindings> = {}
