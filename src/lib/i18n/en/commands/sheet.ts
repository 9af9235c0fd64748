import type { CommandTexts } from '../../words.js'

/** English help of `sheet`, by command id. */
export const sheet: CommandTexts = {
  'sheet inspect': {
    summary: 'Show what was understood of any table file',
    description:
      'Format, encoding, every sheet with its header, what each column was taken for and why, cells that need a look, and the first rows as text. Nothing is stored.',
    args: { file: 'Table file (.xlsx .xls .et .csv ...); the content decides, not the name' },
    flags: {
      rows: 'How many rows of each sheet to show',
      all: 'Show all rows',
      encoding: 'Encoding of a text file, if it is neither UTF-8 nor GB18030',
    },
    examples: ['Look at a returned sheet'],
  },
}
