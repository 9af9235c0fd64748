import type { CommandTexts } from '../../words.js'

/** English help of `report`, by command id. */
export const report: CommandTexts = {
  'report build': {
    summary: 'Write the situation report from the journal and the records',
    description:
      'Four editions: .docx to sign, .xlsx with the details, .html to look into, .json to check. Every figure leads to the journal; it may be built again at any time.',
    args: { run: 'Run; the one written to last if not given' },
    flags: {
      day: 'Date on the paper; the last day of the drill if not given',
      out: "Folder for the papers; the workspace's out if not given",
    },
    examples: ['Report on the last run', 'Name the date and the folder'],
  },
}
