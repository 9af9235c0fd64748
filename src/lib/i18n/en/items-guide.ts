import type { itemsGuide as source } from '../zh/items-guide.js'

const STATES: Readonly<Record<string, string>> = {
  draft: 'being edited',
  submitted: 'awaiting approval',
  approved: 'approved',
  published: 'published',
  withdrawn: 'withdrawn',
}
const stateOf = (state: string): string => STATES[state] ?? state

/** Acts on items, and the rules on what a guide tells the applicant. */
export const itemsGuide: typeof source = {
  'HK-ITEM-003': ({ name, state, wanted }) => ({
    message: `"${name}" is ${stateOf(state)}; this step takes items that are ${wanted.map(stateOf).join(' or ')}`,
    fix: ['See the state of each item with: hallkit items list'],
  }),
  'HK-ITEM-004': ({ by, names }) => ({
    message: `${by} submitted these items and may not approve them: ${names.join(', ')}`,
    fix: ['Somebody else must approve them'],
  }),
  'HK-ITEM-005': () => ({
    message: 'No item is named',
    fix: ['Name items, or choose a unit with --unit, or everything with --all'],
  }),
  'HK-ITEM-006': ({ what }) => ({
    message: `${what} is empty`,
    fix: ['Give the name and the reason, so that the act can be traced'],
  }),
  'HK-ITEM-007': ({ name, unit }) => ({
    message: `"${name}" already belongs to ${unit}`,
    fix: ['Check the unit given with --to'],
  }),
  'HK-ITEM-008': ({ text }) => ({
    message: `Not a date: ${text}`,
    fix: ['Write 2015-04-08 or 2015-04-08T09:30:00+08:00'],
  }),
  'HK-ITEM-009': ({ file, line }) => ({
    message: `The table of division codes is damaged at line ${line}: ${file}`,
    fix: ['Install hallkit again'],
  }),
  'HK-ITEM-101': ({ flags }) => ({
    message: `One is needed: ${flags.join(' or ')}`,
    fix: ['See --help'],
  }),
  'HK-ITEM-035': ({ name, other }) => ({
    message: `"${name}" is almost the same name as "${other}" of the same unit`,
    fix: ['Keep one of them if they are the same item; otherwise leave them'],
  }),
  'HK-ITEM-036': ({ depth, visits }) => ({
    message: `Handled wholly online (depth ${depth}), yet visits are "${visits}"`,
    fix: ['Set visits to 0, or lower the depth'],
  }),
  'HK-ITEM-037': ({ visits, field }) => ({
    message: `A visit is needed ("${visits}"), but "${field}" is empty`,
    fix: [`Say in "${field}" why the applicant must come`],
  }),
  'HK-ITEM-038': ({ text, field }) => ({
    message: `No visit is needed, but "${field}" says: ${text}`,
    fix: [`Empty "${field}", or check the number of visits`],
  }),
  'HK-ITEM-039': ({ field, text }) => ({
    message: `"${field}" cannot be read: ${text}`,
    fix: ['Write only the number: 0, 1, 2'],
  }),
  'HK-ITEM-040': ({ channels, field }) => ({
    message: `No visit and not online, but the channels are only "${channels}"`,
    fix: [`Add mail to "${field}", or check visits and online handling`],
  }),
  'HK-ITEM-041': ({ fee, field }) => ({
    message: `Charged (${fee}), but "${field}" is empty`,
    fix: ['Name the document that allows the charge'],
  }),
  'HK-ITEM-042': ({ fee, field }) => ({
    message: `Charged (${fee}), but nothing says whether it can be paid online`,
    fix: [`Write yes or no in "${field}"`],
  }),
  'HK-ITEM-043': ({ fee, field }) => ({
    message: `Free of charge (${fee}), yet "${field}" says yes`,
    fix: [`Set "${field}" to no, or check the fee`],
  }),
  'HK-ITEM-044': ({ phone }) => ({
    message: `The telephone for questions and the one for complaints are the same: ${phone}`,
    fix: ['Give the number of the supervising office for complaints'],
  }),
  'HK-ITEM-045': ({ phone }) => ({
    message: `The telephone number has no area code: ${phone}`,
    fix: ['Write it as 0691-5550001'],
  }),
  'HK-ITEM-046': ({ text }) => ({
    message: `The opening hours do not say on which days: ${text}`,
    fix: ['Write 工作日 8:30—12:00, or 全天 when always open'],
  }),
  'HK-ITEM-047': ({ text }) => ({
    message: `The place is not precise: ${text}`,
    fix: ['Give the house number, floor or window'],
  }),
  'HK-ITEM-048': ({ name, field }) => ({
    message: `The result "${name}" has no "${field}"`,
    fix: ['Write 证照, 批文 or 其他'],
  }),
  'HK-ITEM-049': ({ name, type, expected }) => ({
    message: `The result "${name}" does not go with the type "${type}"`,
    fix: [`The type should be ${expected}; else check the name`],
  }),
  'HK-ITEM-050': ({ audience, field }) => ({
    message: `For "${audience}", which does not go with "${field}"`,
    fix: ['Themes for persons go with persons, themes for organisations with organisations'],
  }),
  'HK-ITEM-051': ({ field }) => ({
    message: `"${field}" is empty`,
    fix: ['Give at least one common question with its answer'],
  }),
  'HK-ITEM-052': ({ missing }) => ({
    message: `The flow lacks steps: ${missing.join(', ')}`,
    fix: ['Fill in post, people and limit of these steps'],
  }),
  'HK-ITEM-053': ({ words }) => ({
    message: `The materials hold a catch-all: ${words.join(', ')}`,
    fix: ['Name each document, and remove the catch-all'],
  }),
  'HK-ITEM-054': ({ region }) => ({
    message: `${region} is not in the table of administrative divisions`,
    fix: ['Check the six digits; a division that was merged has a new code'],
  }),
  'HK-ITEM-055': ({ field, masked }) => ({
    message: `"${field}" holds an identity number (${masked}), which is personal data`,
    fix: ['Remove it: the sheet will be published'],
  }),
  'HK-ITEM-056': ({ name, state }) => ({
    message: `"${name}" is still ${stateOf(state)}`,
    fix: ['Go on with hallkit items submit, approve, publish'],
  }),
  'HK-ITEM-057': ({ depth, visits }) => ({
    message: `The depth is only ${depth}, yet visits are "${visits}"`,
    fix: ['Check the number of visits, or the depth'],
  }),
  'HK-ITEM-058': ({ codes }) => ({
    message: `The unit has ${codes.length} items of this name, and the row has no code to tell which: ${codes.join(', ')}`,
    fix: ['Fill in the item code'],
  }),
  'HK-ITEM-060': ({ caseType, review }) => ({
    message: `The case type is "${caseType}", yet the review is "${review}"`,
    fix: ['Instant cases are reviewed at once, others before approval'],
  }),
  'HK-ITEM-061': ({ name, field }) => ({
    message: `There is a result "${name}", but "${field}" is empty`,
    fix: ['Add a sample of the result, or the name of its file'],
  }),
  'HK-ITEM-062': ({ fee, field }) => ({
    message: `There is a fee (${fee}), but "${field}" is empty`,
    fix: ['Name the fee'],
  }),
  'HK-ITEM-063': ({ audience, field }) => ({
    message: `The item is for "${audience}", but "${field}" is empty`,
    fix: ['Themes for persons belong to persons, themes for organisations to organisations'],
  }),
  'HK-ITEM-064': ({ text, own }) => ({
    message: `The levels (${text}) do not include the unit's own (${own})`,
    fix: ['Check the level, or the 19th character of the item code'],
  }),
  'HK-ITEM-065': ({ columns }) => ({
    message: `The sheet has no column for: ${columns.join(', ')}`,
    fix: ['Better add them; the items are stored all the same'],
  }),
  'HK-ITEM-059': ({ count }) => ({
    message: `All ${count} items are still being edited; none was submitted yet`,
    fix: ['Go on with hallkit items submit, approve, publish'],
  }),
}
