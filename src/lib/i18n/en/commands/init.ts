import type { CommandTexts } from '../../words.js'

/** English help of `init`, by command id. */
export const init: CommandTexts = {
  init: {
    summary: 'Make the workspace of one drill',
    description:
      "The units' sheets, the store, the runs and the papers lie in this folder; it can be zipped and mailed. On a terminal, what no flag says is asked.",
    args: { dir: 'A new or an empty folder' },
    flags: {
      notice: 'Notice pack',
      'invest-batches': 'Batches that owe the investment cases',
    },
    examples: ['Make one after a notice'],
  },
}
