import type { CommandTexts } from '../../words.js'
import { itemsActs } from './items-acts.js'

/** Flags that every import of a form has. */
export const importFlags: Readonly<Record<string, string>> = {
  unit: 'Unit, when neither the sheet nor the file name tells it',
  map: 'Say which column is which field; may be given several times',
  'header-row': 'Row where the header begins',
  sheet: 'Read this sheet only',
  encoding: 'Encoding of a text file, such as gb18030 or big5',
  'dry-run': 'Check only: store nothing, write nothing',
  strict: 'A file with any error is not taken in at all',
  complete: 'What is reported is all there is: withdraw what is not reported',
  'add-units': 'Register units that the notice does not list in the workspace',
}

/** English help of `items`, by command id. */
export const items: CommandTexts = {
  ...itemsActs,
  'items check': {
    summary:
      'Check the items unit by unit: stored, returned, filled in, deep enough for the notice',
    description:
      'Every returned record is told with its row, the reason and the fix; warnings do not keep a record out.',
    args: {},
    flags: { unit: 'Check one unit only' },
    examples: ['Check all units', 'Check one unit'],
  },
  'items import': {
    summary: 'Import the item sheets of units into the workspace',
    description:
      'Headers and the unit are recognised. Rows with errors are returned for correction and do not touch other rows; a file that cannot be read does not touch other files; the same sheet may be imported again.',
    args: { files: 'Item sheets or folders, one or more' },
    flags: importFlags,
    examples: ['Import one sheet', 'Import a folder'],
  },
  'items list': {
    summary: 'List the stored items',
    description: 'Records returned for correction are not among them; see items check.',
    args: {},
    flags: { unit: 'One unit only: its code, full name or short name' },
    examples: ['List the items of one unit'],
  },
  'items show': {
    summary: 'Show everything about one item, and how it changed',
    args: { item: 'Code, name or a part of the name' },
    flags: { unit: 'Look in one unit only' },
    examples: ['Show by name'],
  },
  'items returned': {
    summary: 'List the items that were returned for correction, and why',
    description:
      'A corrected file, imported again, takes its records off this list. After a change of rules use items replay.',
    args: {},
    flags: { unit: 'One unit only', export: 'Save as a workbook' },
    examples: ['List all', "Save one unit's list as a workbook"],
  },
  'items replay': {
    summary: 'Check the returned items again by the rules as they are now',
    description:
      'For use after rules, the notice or the list of units changed: reads the files of these items again; what passes is stored, what does not stays returned.',
    args: {},
    flags: { 'dry-run': 'Check only: store nothing, write nothing' },
    examples: ['Check again'],
  },
}
