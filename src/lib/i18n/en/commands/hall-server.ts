import type { CommandTexts } from '../../words.js'

const data = "The hall's data file, if it was given at the start"

/** English help of the commands that run the reference hall, by command id. */
export const hallServer: CommandTexts = {
  'hall start': {
    summary: 'Start the built-in reference hall',
    description:
      'A service hall that only this machine can reach, strict in its rules, to rehearse on. Started in a workspace, it is found by the other commands there. Ctrl-C stops it; the data stay for next time. With --detach it goes to the background; hall stop stops it.',
    args: {},
    flags: {
      port: 'Port; 0 lets the system choose',
      data: "The hall's data file; in .hallkit if not given",
      detach: 'Go to the background and stay when the window is closed',
      ephemeral: 'Keep data in memory only; stopping empties it',
      'no-admin': 'Without the controls of a rehearsal (clock, faults, reset)',
      'listen-anywhere': 'Let other machines in; needs --token',
      token: 'What other machines must show: env:NAME, file:PATH, or itself (others may see it)',
    },
    examples: ['Start the hall', 'Run it in the background', 'Choose port and data file'],
  },
  'hall status': {
    summary: 'Whether the reference hall runs, where its clock stands, how much it holds',
    description: 'Exit code 4 when none runs.',
    args: {},
    flags: { data },
    examples: ['Look'],
  },
  'hall stop': {
    summary: 'Stop the reference hall',
    description: 'Comes back when all data are written and closed. Does nothing when none runs.',
    args: {},
    flags: { data },
    examples: ['Stop it'],
  },
  'hall reset': {
    summary: 'Empty the reference hall and begin anew',
    description:
      'Cases, events, accounts and items go, the clock is real again; --keep-registry leaves units, columns, items, accounts and assignments. Works whether or not the hall runs.',
    args: {},
    flags: {
      data,
      'keep-registry': 'Leave units, columns, items, accounts and assignments',
      yes: 'Do not ask',
    },
    examples: ['Empty everything', 'Only cases and events'],
  },
  'hall seed': {
    summary: 'Put units, columns, items and accounts into the running reference hall',
    description:
      'In a workspace: the units, items and people that came in. Elsewhere, or with --built-in: the small county that ships, two units, three items, a set of accounts. Adds what is missing, changes what differs, deletes nothing.',
    args: {},
    flags: { data, 'built-in': 'Take the small county that ships' },
    examples: ['Put it in', 'Take the small county that ships'],
  },
  'hall audit': {
    summary: 'Hold a hall to the rules, by its own facts',
    description:
      'Computes anew from what the hall tells: the chain of events, numbers, garbled texts, due dates of every case, the separation of duties, the clock. Reads only; what a hall does not tell is said to be beyond audit. Exit code 1 when something is wrong.',
    args: {},
    flags: {
      data,
      connector: 'Connector file; that of the workspace if not given',
      hall: 'Address of the hall; that of the connector or the workspace if not given',
      'token-file': 'File with the admin token of the hall',
      production: 'Name of the connector, to confirm writing to a production hall',
      'allow-code': 'Allow connectors that are program code',
    },
    examples: ['Audit the hall of the workspace', "Audit somebody else's hall"],
  },
}
