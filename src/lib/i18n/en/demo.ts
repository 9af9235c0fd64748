import type { demoFindings, demoProblems } from '../../errors/codes/demo.js'
import type { Words } from '../words.js'

export const demo: Words<typeof demoProblems> & Words<typeof demoFindings> = {}
