import type { CommandTexts } from '../../words.js'
import { importFlags } from './items.js'

/** English help of `roster`, by command id. */
export const roster: CommandTexts = {
  'roster import': {
    summary: "Import units' staff sheets into the workspace",
    description:
      'Many rows of one person become one, several people in one cell come apart; namesakes with other posts or numbers are kept apart and reported. The same sheet may be imported again.',
    args: { files: 'Staff sheets or folders, one or more' },
    flags: importFlags,
    examples: ['Import one sheet', 'Import a folder'],
  },
}
