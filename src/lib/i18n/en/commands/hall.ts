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
      production: 'Confirms writing to a production hall',
      'allow-code': 'Let a connector run that is program code',
    },
    examples: ['See what would be put in', 'Put it into the running hall'],
  },
  'hall connector lint': {
    summary: 'Check a connector file and point at every problem',
    description:
      'Looks at the file only, asks no hall: mistyped keys and expressions, broken chains of ids, hosts that are not allowed, passwords in the file, acts that are not checked afterwards, states left out.',
    args: { file: 'Connector file, or the name of one that ships' },
    flags: {},
    examples: ['Check a connector', 'Look at one that ships'],
  },
  'hall check': {
    summary: 'Find out by trying what a hall can do and what it cannot',
    description:
      'Step by step: reachable, lets us in, shows its lists, takes cases, accepts, settles, up to corrections, supervision and separation of duties. What it puts in is marked as drill and taken back afterwards.',
    args: {},
    flags: {
      connector: "Connector file; the workspace's own if not given",
      level: 'How far to go; from L3 on it writes',
      hall: "Address of the hall; the connector's or the workspace's if not given",
      'token-file': "File with the hall's admin token",
      answers: 'Answers to manual steps, to rehearse without a terminal; they count as statements',
      production: 'Confirms writing to a production hall',
      'allow-code': 'Let a connector run that is program code',
    },
    examples: ["Check the workspace's hall"],
  },
}
