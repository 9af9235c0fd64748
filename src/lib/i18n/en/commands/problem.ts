import type { CommandTexts } from '../../words.js'

const details = {
  sort: 'Problem, fault, suggestion or opinion',
  severity: 'How grave',
  category: 'Where it comes from',
  unit: 'Unit that should mend it: code, name or short name',
  theme: 'Theme or step',
  cause: 'Cause',
  measure: 'Measure',
  owner: 'Who mends it',
  due: 'By when',
  evidence: 'Evidence',
  by: 'Who says so',
}

/** English help of `problem`, by command id. */
export const problem: CommandTexts = {
  'problem add': {
    summary: 'Enter a problem, or everything that a drill found',
    description:
      'With --proposed takes in what a drill shows: missed quotas, overdue stages, refusals, faults of the hall. What is open already is carried over, what was closed and came back is opened again; doing it twice changes nothing.',
    args: { fact: 'What is wrong' },
    flags: {
      ...details,
      proposed: 'Take in what a drill found',
      run: 'Run; the one written to last if not given',
    },
    examples: ['Enter one', 'Take in what the last drill found'],
  },
  'problem assign': {
    summary: 'Say who mends a problem, how and by when',
    description: 'What is not given stays. Who said what stays in the register.',
    args: { id: 'Number, see problem list' },
    flags: details,
    examples: ['Name an owner and a day'],
  },
  'problem close': {
    summary: 'Close a problem, or open it again',
    description:
      'Closing needs a reason: what was done, who looked at it. A closed problem that a drill finds again is opened again.',
    args: { id: 'Number, see problem list' },
    flags: { because: 'What was done', by: 'Who checked it', reopen: 'Open it again' },
    examples: ['Close one'],
  },
  'problem export': {
    summary: 'Write the register as a sheet',
    description: 'The sheet can be filled in and read back with problem import.',
    args: {},
    flags: { output: 'Where it goes', force: 'Overwrite what is there' },
    examples: ['Write the sheet'],
  },
  'problem import': {
    summary: 'Read the register back from a sheet',
    description:
      'Rows without a number are new, cells that differ change the entry, a state of closed closes it. What is not on the sheet stays.',
    args: { file: 'The sheet' },
    flags: { by: 'Who filled it in' },
    examples: ['Read it back'],
  },
  'problem list': {
    summary: 'The register: what is open, with whom, by when',
    description: 'Also what the last drill found and nobody entered yet.',
    args: {},
    flags: { unit: 'One unit: code, name or short name', all: 'Closed ones as well' },
    examples: ['What is open', 'One unit'],
  },
}
