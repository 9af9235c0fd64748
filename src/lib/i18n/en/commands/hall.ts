import type { CommandTexts } from '../../words.js'

/** English help of `hall`, by command id. */
export const hall: CommandTexts = {
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
