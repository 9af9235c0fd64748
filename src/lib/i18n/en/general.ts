import type { generalProblems } from '../../errors/codes/general.js'
import type { Words } from '../words.js'

const help = 'Add --help to the command to see how it is used'
const join = (names: readonly string[]) => names.join(', ')
const kinds = {
  integer: 'a whole number',
  url: 'a web address',
  file: 'an existing file',
  directory: 'an existing folder',
}

/** Words of the problems that any command may report. */
export const general: Words<typeof generalProblems> = {
  'HK-BUG-001': ({ detail }) => ({
    message: `Internal error: ${detail}`,
    fix: [
      'This is a defect of hallkit, not of your input; the same command can be run again',
      'Run it once more with --debug and send the output to the maintainers',
    ],
  }),
  'HK-USAGE-001': ({ detail }) => ({ message: `Wrong usage: ${detail}`, fix: [help] }),
  'HK-USAGE-002': ({ command, nearest }) => ({
    message: `There is no command "${command}"`,
    fix: nearest.length
      ? nearest.map((near) => `Did you mean: hallkit ${near}`)
      : ['Run hallkit --help to see all commands'],
  }),
  'HK-USAGE-003': ({ flag, nearest }) => ({
    message: `There is no flag "${flag}"`,
    fix: nearest.length ? nearest.map((near) => `Did you mean: ${near}`) : [help],
  }),
  'HK-USAGE-004': ({ flag, value, options }) => ({
    message: `${flag} does not take "${value}"`,
    fix: [`It takes: ${join(options)}`],
  }),
  'HK-USAGE-005': ({ names }) => ({ message: `Missing: ${join(names)}`, fix: [help] }),
  'HK-USAGE-006': ({ flag, question }) => ({
    message: `Cannot ask on this screen, so this must be answered beforehand: ${question}`,
    fix: [`Add ${flag} to the command`],
  }),
  'HK-USAGE-007': ({ names }) => ({
    message: `Not understood: ${join(names)}`,
    fix: ['Put paths and names that hold spaces in double quotes', help],
  }),
  'HK-USAGE-008': ({ flag, options }) => ({
    message: `${flag} needs a value`,
    fix: [options.length ? `It takes: ${join(options)}` : help],
  }),
  'HK-USAGE-009': ({ flag }) => ({
    message: `${flag} may be given only once`,
    fix: ['Remove the repeated one'],
  }),
  'HK-USAGE-010': ({ value, kind }) => ({
    message: `"${value}" is not ${kinds[kind]}`,
    fix: [kind === 'file' || kind === 'directory' ? 'Check the path' : help],
  }),
  'HK-USAGE-011': ({ flag, other }) => ({
    message: `${flag} and ${other} exclude each other`,
    fix: ['Keep one of them'],
  }),
  'HK-USAGE-012': ({ flag, needs }) => ({
    message: `${flag} also needs: ${join(needs)}`,
    fix: [help],
  }),
  'HK-USAGE-013': ({ flags, how }) => ({
    message: `${how === 'one' ? 'Exactly' : 'At least'} one of these must be given: ${join(flags)}`,
    fix: [help],
  }),
  'HK-USAGE-014': ({ value, limit, side }) => ({
    message: `"${value}" is ${side === 'min' ? 'less than the least' : 'more than the greatest'} allowed value, ${limit}`,
    fix: [help],
  }),
  'HK-SYS-001': ({ path, reason }) => ({
    message: `Cannot read or write "${path}" (${reason})`,
    fix: ['Close the program that uses the file (WPS, Excel)', 'Check your rights on the folder'],
  }),
  'HK-SYS-002': ({ path }) => ({
    message: `The disk is full; "${path}" could not be written`,
    fix: ['Free some space or choose another place, then run the same command again'],
  }),
  'HK-INT-001': ({ resume }) => ({
    message: 'Interrupted as asked; everything done so far is saved',
    fix: [`Continue with: ${resume}`],
  }),
  'HK-INT-002': () => ({ message: 'Interrupted', fix: [] }),
}
