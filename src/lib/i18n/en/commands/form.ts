import type { CommandTexts } from '../../words.js'

/** English help of `form`, by command id. */
export const form: CommandTexts = {
  'form list': {
    summary: 'List the forms that units are asked to fill in',
    description:
      'Each with its clause and its columns; inside a workspace also who owes it under the notice, and by when.',
    args: {},
    flags: {},
    examples: ['List the forms'],
  },
  'form entries': {
    summary: 'Show what units reported in a register, line by line',
    description:
      'For forms that are kept line by line: systems, weekly, terminals, catalogue. Lines returned for correction are not shown.',
    args: { form: 'Form, by its id in `form list`' },
    flags: { unit: 'One unit, by code, name or short name' },
    examples: ['The business systems of all units', 'Of one unit'],
  },
  'form export': {
    summary: 'Write blank sheets, one for each unit, to be filled in and returned',
    description:
      'With drop-down lists, filling notes and a self-check that counts while the sheet is filled. A returned sheet is read without any question. Existing files are never overwritten unless --force is given.',
    args: { form: 'Form, by its id in `form list`' },
    flags: {
      unit: 'One unit, by code, name or short name; may be repeated. Outside a workspace the name as it is to be printed',
      all: 'Every unit of the notice',
      filled:
        'Start with what the store holds of the unit (items, node-staff, articles, registers)',
      output: 'Folder to write to; made if it is not there',
      force: 'Overwrite files of the same name',
    },
    examples: ['One sheet for every unit', 'What the store holds, for one unit to correct'],
  },
}
