import type { CommandTexts } from '../../words.js'

/** English help of `status`, by command id. */
export const status: CommandTexts = {
  status: {
    summary: 'Where the drill stands, what is missing, from whom, and what to do next',
    description: 'Reads only. hallkit without a command shows this page too.',
    args: {},
    flags: { on: 'The day by which something is overdue; today if not given' },
    examples: ['How things stand now', 'What was overdue the day before the drill'],
  },
}
