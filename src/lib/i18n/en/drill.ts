import type { drillFindings, drillProblems } from '../../errors/codes/drill.js'
import type { Words } from '../words.js'

export const drill: Words<typeof drillProblems> & Words<typeof drillFindings> = {}
