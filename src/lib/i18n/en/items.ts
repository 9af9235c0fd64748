import type { itemsFindings, itemsProblems } from '../../errors/codes/items.js'
import type { Words } from '../words.js'
import { itemsGuide } from './items-guide.js'

export const items: Words<typeof itemsProblems> & Words<typeof itemsFindings> = {
  ...itemsGuide,
  'HK-ITEM-001': ({ wanted, nearest }) => ({
    message: `No item is called "${wanted}"`,
    fix: [
      ...(nearest.length > 0 ? [`Did you mean: ${nearest.join(', ')}`] : []),
      'List all items with: hallkit items list; what was returned for correction is not stored; a withdrawn item is found by hallkit items history with its code, or its whole name and --unit',
    ],
  }),
  'HK-ITEM-002': ({ wanted, matches }) => ({
    message: `"${wanted}" names several items`,
    fix: [`Use the code, or add --unit. Matches: ${matches.join(', ')}`],
  }),
  'HK-ITEM-010': ({ field }) => ({
    message: `"${field}" is empty`,
    fix: [`Fill in "${field}" and send the sheet again`],
  }),
  'HK-ITEM-011': ({ field, text }) => ({
    message: `"${field}" cannot be read: ${text}`,
    fix: ['Write 20个工作日, 30日, 1个月 or 即办; put remarks in brackets'],
  }),
  'HK-ITEM-012': ({ promised, statutory }) => ({
    message: `The promised limit (${promised}) is longer than the statutory one (${statutory})`,
    fix: ['Check whether the two limits were swapped'],
  }),
  'HK-ITEM-013': ({ promised, statutory }) => ({
    message: `The promised limit (${promised}) and the statutory one (${statutory}) count in different days; converted, the promise may be longer`,
    fix: ['State both in working days'],
  }),
  'HK-ITEM-014': ({ statutory, limit }) => ({
    message: `The statutory limit (${statutory}) exceeds ${limit} working days, and no basis is given`,
    fix: ['Name the article of the law or regulation that sets this limit'],
  }),
  'HK-ITEM-015': ({ word }) => ({
    message: `The limit leaves out "${word}", which the law does not allow to be left out`,
    fix: [
      'Only hearings, tenders, auctions, inspections, tests, quarantine, appraisals and expert reviews stop the clock',
    ],
  }),
  'HK-ITEM-016': ({ sum, promised }) => ({
    message: `The limits of the steps add up to ${sum}, more than the promised limit (${promised})`,
    fix: ['Shorten the steps, or check the promised limit'],
  }),
  'HK-ITEM-017': ({ text }) => ({
    message: `The depth of online service cannot be read: ${text}`,
    fix: ['Write 一级, 二级, 三级 or 四级'],
  }),
  'HK-ITEM-018': ({ text, known }) => ({
    message: `There is no item type "${text}"`,
    fix: [`Choose one of: ${known.join(', ')}`],
  }),
  'HK-ITEM-019': ({ text, known }) => ({
    message: `There is no case type "${text}"`,
    fix: [`Choose one of: ${known.join(', ')}`],
  }),
  'HK-ITEM-020': ({ name, file, sheet, row }) => ({
    message: `Item "${name}" is a duplicate; it stands first in ${file}, ${sheet === '' ? '' : `sheet "${sheet}", `}row ${row}`,
    fix: ['Delete the surplus row; if these are two items, give them distinct names'],
  }),
  'HK-ITEM-021': ({ name, unit }) => ({
    message: `Item "${name}" has the same name as an item of ${unit}`,
    fix: ['Agree with that unit who provides it; if both do, leave it'],
  }),
  'HK-ITEM-022': ({ code, length }) => ({
    message: `The code has ${length} characters; neither a 12-character basic code nor a 31-character implementation code: ${code}`,
    fix: ['Check for missing or surplus characters; a local code may stay'],
  }),
  'HK-ITEM-023': ({ code }) => ({
    message: `The credit code inside the item code fails its check digit: ${code}`,
    fix: ["Compare it with the unit's certificate, character by character"],
  }),
  'HK-ITEM-024': ({ code, expected }) => ({
    message: `The first 18 characters of the code are not this unit's: ${code}`,
    fix: [`This unit's code is ${expected}; check who provides the item`],
  }),
  'HK-ITEM-025': ({ code, prefix }) => ({
    message: `The region "${prefix}" inside the code is wrong: ${code}`,
    fix: ['Check the first two digits of the basic code'],
  }),
  'HK-ITEM-026': ({ code, found, label }) => ({
    message: `The type "${found}" inside the code is not the type given, ${label}: ${code}`,
    fix: ['Check the item type, or digits 3 and 4 of the basic code'],
  }),
  'HK-ITEM-027': ({ field, words }) => ({
    message: `"${field}" is vague: ${words.join(', ')}`,
    fix: ['Say exactly what is meant, so that an applicant understands it'],
  }),
  'HK-ITEM-028': ({ caseType, promised }) => ({
    message: `The case type is "${caseType}", yet the promised limit is "${promised}"`,
    fix: ['An instant case promises 即办; any other names its limit'],
  }),
  'HK-ITEM-029': ({ text }) => ({
    message: `"${text}" is not a unit of this drill`,
    fix: ['Write the full name as in the list of units'],
  }),
  'HK-ITEM-030': ({ field }) => ({
    message: `"${field}" is empty`,
    fix: [`Better fill in "${field}"; the item is stored without it`],
  }),
  'HK-ITEM-031': ({ code, unit }) => ({
    message: `The code is in use for another item of ${unit}: ${code}`,
    fix: ['Every item has a code of its own; check both'],
  }),
  'HK-ITEM-032': ({ field, text }) => ({
    message: `"${field}" says neither yes nor no: ${text}`,
    fix: ['Write 是 or 否; put remarks in brackets'],
  }),
  'HK-ITEM-066': ({ code }) => ({
    message: `The code was typed as a number and has lost its last digits: ${code}`,
    fix: ['Set the cell to text and type the code again from the list'],
  }),
  'HK-ITEM-033': ({ code }) => ({
    message: `The code holds characters that must not occur: ${code}`,
    fix: ['Codes use digits and capital letters other than I, O, Z, S and V'],
  }),
  'HK-ITEM-034': ({ name, row }) => ({
    message: `Item "${name}" has the name of row ${row} but another code`,
    fix: ['Delete one row if they are the same item; otherwise tell them apart by name'],
  }),
}
