import type { CommandTexts } from '../../words.js'

/** English help of `demo`, by command id. */
export const demo: CommandTexts = {
  demo: {
    summary: 'Play a whole county drill, from 28 units’ sheets to the report',
    description:
      'Works in a fresh folder with an embedded hall: import, accounts, two batches, four themes, papers. Killed at any moment, it goes on when run again with the same --keep.',
    args: {},
    flags: {
      keep: 'Work in this folder; run again there to go on',
      seed: 'Seed of every random choice; the same seed gives the same drill',
    },
    examples: ['Play the drill in a temporary folder', 'Play it in a folder of your own'],
  },
}
