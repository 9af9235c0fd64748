import type { CommandTexts } from '../../words.js'

const named = 'Code, name or a part of the name; several may be given'
const unit = 'Everything of one unit'
const all = 'All units'

/** English help of the commands by which items are examined, changed and compared, by command id. */
export const itemsActs: CommandTexts = {
  'items approve': {
    summary: 'Approve submitted items, and print the approval sheet',
    description:
      'Additions are approved by the establishment office. Whoever submitted an item may not approve it; the sheet (.docx) goes to the out folder.',
    args: { items: named },
    flags: { by: 'Name of the approver', because: 'Opinion', unit, all },
    examples: ['Approve one', 'Approve all that a unit submitted'],
  },
  'items compare': {
    summary: 'Compare the registry with the published guide and the running flow, field by field',
    description:
      'Both sheets are read with the items form. Items match by code, else by name. A field counts where at least two sources say something.',
    args: {},
    flags: {
      guide: 'Sheet of the published guides',
      flow: 'Sheet of the running flows',
      unit: 'One unit only',
    },
    examples: ['Compare three sources'],
  },
  'items diff': {
    summary: 'What an import of files would change, or what changed since a time',
    description: 'Nothing is stored: the files are taken into a copy of the store.',
    args: { files: 'Files or folders that would be imported' },
    flags: { since: 'A day or a time', unit: 'Unit, when the files do not tell it' },
    examples: ['What would this sheet change', 'What changed since a day'],
  },
  'items export': {
    summary: 'Export the stored items as .xlsx, .csv or .json',
    description: 'No cell becomes a formula. The .csv is UTF-8 with a mark that Excel knows.',
    args: {},
    flags: { format: 'Format of the file', out: 'File to write', unit: 'One unit only' },
    examples: ['Export everything', 'Export one unit as .csv'],
  },
  'items history': {
    summary: 'All versions of one item: what changed, who acted, why',
    description: 'A withdrawn item is found by its whole code or name.',
    args: { item: 'Code, name or a part of the name' },
    flags: { unit: 'Look in one unit only' },
    examples: ['Show one'],
  },
  'items publish': {
    summary: 'Publish approved items',
    description:
      'A published version never changes; a later change is a new version that is submitted, approved and published again.',
    args: { items: named },
    flags: { by: 'Name of whoever acts', because: 'Remark', unit, all },
    examples: ['Publish one', 'Publish all that is approved of a unit'],
  },
  'items return': {
    summary: 'Send submitted or approved items back to be edited',
    description: 'A reason must be given.',
    args: { items: named },
    flags: { by: 'Name of whoever acts', because: 'Why (required)', unit, all },
    examples: ['Return one', 'Return all that a unit submitted'],
  },
  'items rules': {
    summary: 'List all rules by which items are checked: code, level, basis, words',
    description:
      'An error keeps a record out. The profile and the notice pack may set another level; inside a workspace the list shows theirs.',
    args: {},
    flags: {},
    examples: ['List the rules'],
  },
  'items submit': {
    summary: 'Submit items for approval',
    description: 'Whoever submits may not approve.',
    args: { items: named },
    flags: {
      by: 'Name of whoever acts',
      because: 'Remark',
      unit,
      all,
      kind: 'Why the version came to be; told from the imports when not given',
    },
    examples: ['Submit one', 'Submit everything of a unit'],
  },
  'items transfer': {
    summary: 'Hand an item over to another unit',
    description:
      'It becomes a new version, to be submitted again; the old one stays in the history.',
    args: { item: 'Code, name or a part of the name' },
    flags: {
      to: 'The unit that takes it over',
      because: 'Why',
      by: 'Name of whoever acts',
      unit: 'Look in one unit only',
    },
    examples: ['Hand one over'],
  },
  'items withdraw': {
    summary: 'Withdraw items, or hand them down to a lower level',
    description: 'They are listed and played no more; all versions and acts are kept.',
    args: { items: named },
    flags: {
      because: 'Why',
      by: 'Name of whoever acts',
      unit: 'Look in one unit only',
      devolved: 'Not withdrawn but handed down to a lower level',
    },
    examples: ['Withdraw one'],
  },
}
