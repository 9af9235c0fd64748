import type { CommandTexts } from '../../words.js'

/** English help of `inbox`, by command id. */
export const inbox: CommandTexts = {
  inbox: {
    summary:
      'Take in every sheet that the units sent; list who is received, who is returned, who is missing',
    description:
      'Recognises whether a sheet holds items, people or articles, and which unit it is from. May be run again: nothing comes in twice.',
    args: {
      files: 'Files or folders, one or more; the inbox folder of the workspace if not given',
    },
    flags: {
      unit: 'Unit, when neither the sheet nor the file name tells it',
      'dry-run': 'Check only: store nothing, write nothing',
      strict: 'A file with any error is not taken in at all',
      'add-units': 'Register units that the notice does not list in the workspace',
    },
    examples: [
      'Take in everything in the inbox folder of the workspace',
      'Take in files from elsewhere',
    ],
  },
}
