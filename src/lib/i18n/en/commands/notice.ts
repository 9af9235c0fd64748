import type { CommandTexts } from '../../words.js'

/** English help of `notice`, by command id. */
export const notice: CommandTexts = {
  'notice list': {
    summary: 'List the notice packs',
    description: 'A pack holds what one government notice asks for, as data.',
    args: {},
    flags: {},
    examples: [],
  },
  'notice show': {
    summary: 'Show everything that a notice asks for, with the clause of each figure',
    description:
      'What the text does not state is marked as inferred. Contradictions in the notice itself (due before its issue, due after the day of use, annexes that are absent) are listed last.',
    args: { id: 'Notice pack; that of the workspace if not given' },
    flags: {},
    examples: ['Show the notice of Menghai county'],
  },
}
