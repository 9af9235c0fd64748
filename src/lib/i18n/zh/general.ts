import type { generalProblems } from '../../errors/codes/general.js'
import type { Words } from '../words.js'

export const general: Words<typeof generalProblems> = {}
