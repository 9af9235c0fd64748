import type { hallFindings, hallProblems } from '../../errors/codes/hall.js'
import type { Words } from '../words.js'

const flaws: Readonly<Record<string, string>> = {
  'unknown-name': 'refers to a name that does not exist',
  unreachable: 'state cannot be reached',
  'dead-end': 'state has no way out and is not final',
  'final-left': 'final state must have no further action',
  nobody: 'say either who may do it (by) or after which limit the hall does it (after)',
  limits:
    'limits do not add up (nodes within the promise, promise within the law, extension within its cap), or no clock is given',
  'no-days': 'no number of days: the clock cannot be stopped or extended',
  'no-request': 'approves or rejects what is no request',
}

const allowedNow = (allowed: readonly string[]) =>
  allowed.length > 0 ? [`This account may now do: ${allowed.join(', ')}`] : []

export const hall: Words<typeof hallProblems> & Words<typeof hallFindings> = {
  'HK-HALL-001': ({ url, cause }) => ({
    message: `The hall cannot be reached: ${url} (${cause})`,
    fix: [
      'Check that the hall is running and reachable, then try again',
      'Start the built-in reference hall with: hallkit hall start',
    ],
  }),
  'HK-HALL-002': ({ url, account, detail }) => ({
    message: `The hall ${url} does not accept account "${account}": ${detail}`,
    fix: [
      'Check that the account exists in the hall and is active',
      'Check that the password kept on this machine belongs to this hall',
    ],
  }),
  'HK-HALL-003': ({ action, status, code, detail, allowed }) => ({
    message: `The hall refused "${action}": ${detail} (${status} ${code})`,
    fix: [...allowedNow(allowed), "Check the object's state, the account's roles and assignments"],
  }),
  'HK-HALL-004': ({ action, detail, allowed }) => ({
    message: `"${action}" collides with somebody else's act: ${detail}`,
    fix: ['Read the current state again before acting', ...allowedNow(allowed)],
  }),
  'HK-HALL-005': ({ action }) => ({
    message: `This hall does not support "${action}"`,
    fix: ['Let a person do this step, or use a hall that supports it'],
  }),
  'HK-HALL-006': ({ action, account, cause }) => ({
    message: `"${action}" (account ${account}) was sent, but the connection broke and its outcome is unknown: ${cause}`,
    fix: ['Look in the hall whether it happened before doing it again; never retry blindly'],
  }),
  'HK-HALL-007': ({ url, detail }) => ({
    message: `The hall ${url} answered something unexpected: ${detail}`,
    fix: ['Check that the address is the interface of a hall, not a web page or a proxy'],
  }),
  'HK-HALL-010': ({ file, kind }) => ({
    message: `The workflow file does not match its name: ${file} holds ${kind}`,
    fix: ['One file per workflow, named after its kind'],
  }),
  'HK-HALL-011': ({ file, line, column, at, sort, name }) => ({
    message: `The workflow contradicts itself: ${file}:${line}:${column}, ${at}: ${flaws[sort] ?? sort} "${name}"`,
    fix: ['Correct the workflow file at that place'],
  }),
  'HK-HALL-012': ({ port }) => ({
    message: `Port ${port} is taken; the hall did not start`,
    fix: ['Choose another port: --port 0 lets the system choose'],
  }),
  'HK-HALL-013': ({ file, detail }) => ({
    message: `The hall's data file cannot be opened: ${file} (${detail})`,
    fix: [
      'Check that it is a data file of the reference hall and not in use elsewhere',
      'Or name another file with --data',
    ],
  }),
  'HK-HALL-014': ({ file }) => ({
    message: `The file with the drill accounts' passwords is damaged: ${file}`,
    fix: [
      'Restore it from a backup; without one, move it away and create the drill accounts again',
    ],
  }),
  'HK-HALL-015': ({ account, file }) => ({
    message: `This machine has no password for the drill account "${account}" (${file})`,
    fix: [
      'Made for the drill by hallkit hall push on another computer: run there, or copy that file from it',
      'Made for the person by hallkit users apply, its password stands on the slip alone and no robot can use it: let the person act (cast: by: human, without understudy)',
      'For robots to act: empty the reference hall (hallkit hall reset) and run hallkit hall push first',
    ],
  }),
  'HK-HALL-016': ({ url, missing, of, some }) => ({
    message: `The hall ${url} lacks ${missing} of the ${of} accounts of the drill (such as ${some.join(', ')}), so it cannot begin`,
    fix: [
      'Run hallkit hall push first: it puts units, columns, items, accounts and assignments in',
    ],
  }),
  'HK-HALL-017': ({ url }) => ({
    message: `The hall of this workspace is running already: ${url}`,
    fix: [
      'Use it as it is; to start it anew, stop it with hallkit hall stop, or with Ctrl-C in its window, first',
    ],
  }),
  'HK-HALL-108': ({ file, at }) => ({
    message: `What was kept of the check of the hall is damaged, so the report has no annex on it: ${file}${at === '' ? '' : ` (${at})`}`,
    fix: ['Run hallkit hall check again, then build the report'],
  }),
  'HK-HALL-109': ({ hall, url }) => ({
    message: `The last check was of another hall: ${hall} (${url}), so the report has no annex on it`,
    fix: ['Run hallkit hall check for the hall of this workspace, then build the report'],
  }),
}
