import type { CommandTexts } from '../../words.js'

/** English help of `hall`, by command id. */
export const hall: CommandTexts = {
  'hall start': {
    summary: 'Start the built-in reference hall',
    description:
      'A service hall that only this machine can reach, strict in its rules, to rehearse on. Started in a workspace, it is found by the other commands there. Ctrl-C stops it; the data stay for next time.',
    args: {},
    flags: {
      port: 'Port; 0 lets the system choose',
      data: "The hall's data file; in the workspace's .hallkit folder if not given",
    },
    examples: ['Start the hall', 'Choose port and data file'],
  },
  'hall push': {
    summary: 'Put units, columns, items, accounts and assignments into the hall',
    description:
      'Compares with what the hall holds, adds what is missing, changes what differs, deletes nothing. Stopped at any moment, it goes on when run again, and nothing is done twice.',
    args: {},
    flags: {
      hall: "Address of the hall; that of the workspace's settings, else the one that runs on this machine",
      'token-file': "File with the hall's admin token",
      'dry-run': 'Compare only, change nothing',
    },
    examples: ['See what would be put in', 'Put it into the running hall'],
  },
}
