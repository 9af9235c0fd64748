import type { sheetsFindings, sheetsProblems } from '../../errors/codes/sheets.js'
import type { Words } from '../words.js'

export const sheets: Words<typeof sheetsProblems> & Words<typeof sheetsFindings> = {}
