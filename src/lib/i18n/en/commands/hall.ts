import type { CommandTexts } from '../../words.js'

/** English help of `hall`, by command id. */
export const hall: CommandTexts = {
  'hall start': {
    summary: 'Start the built-in reference hall',
    description:
      'A service hall that only this machine can reach, strict in its rules, to rehearse on. Ctrl-C stops it; the data stay for next time.',
    args: {},
    flags: {
      port: 'Port; 0 lets the system choose',
      data: "The hall's data file; in the workspace's .hallkit folder if not given",
    },
    examples: ['Start the hall', 'Choose port and data file'],
  },
}
