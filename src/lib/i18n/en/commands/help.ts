import type { CommandTexts } from '../../words.js'

/** English help of `help`, by command id. */
export const help: CommandTexts = {
  'help exit-codes': {
    summary: 'List the exit codes and what they mean',
    description: 'Scripts may branch on these codes; they do not change between versions.',
    args: {},
    flags: {},
    examples: [],
  },
}
