import type { CommandTexts } from '../../words.js'

/** English help of `doctor`, by command id. */
export const doctor: CommandTexts = {
  doctor: {
    summary: 'Check whether this computer and workspace are fit for a drill',
    description:
      'Looks only, changes nothing. Says of each item whether it is well and what to do.',
    args: {},
    flags: {},
    examples: ['Check the current folder'],
  },
}
