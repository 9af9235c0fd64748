import type { ui as zh } from '../../zh/texts/ui.js'

/** Words that all commands share: headings, notes, exit codes. */
export const ui: typeof zh = {
  problem: (p) =>
    `${p.code.startsWith('HK-INT-') ? 'Interrupted' : 'Error'} ${p.code}: ${p.message}`,
  tryThis: 'Try:',
  furtherProblems: (count) => `${count} further problems in the same file; --json has them all`,
  levels: { error: 'error', warning: 'warning', hint: 'hint' },
  fix: 'Fix',
  more: (p) => `${p.count} more of the same kind`,
  place: (p) =>
    [
      p.file,
      p.sheet && `"${p.sheet}"`,
      p.cell ? `cell ${p.cell}` : p.row && `row ${p.row}`,
      p.column,
    ]
      .filter(Boolean)
      .join(' '),
  stopping: 'Finishing the current step; press Ctrl-C again to stop at once',
  yes: 'yes',
  no: 'no',
  none: '-',
  promptKeys: 'arrow keys to move, Enter to choose',
  help: {
    headings: {},
    command: 'COMMAND',
    start: [
      ['demo', 'Watch a whole drill: sheets in, accounts made, cases handled, papers out'],
      ['init', 'Make a working folder for a notice'],
      ['status', 'See where the drill stands, what is missing, and what comes next'],
    ],
    required: '(required)',
    default: (p) => `default: ${p.value}`,
    env: (p) => `env: ${p.name}`,
    options: (p) => `one of: ${p.values}`,
  },
  exitCodes: {
    0: 'Done, nothing to look at',
    1: 'Done, with findings (records kept out, requirements missed, differences)',
    2: 'Bad input or usage; nothing was changed',
    3: 'Paused or interrupted; can be resumed',
    4: 'Hall or source cannot be reached, or refuses',
    5: 'A safeguard or limit stopped the work',
    70: 'A bug of hallkit',
    130: 'A second Ctrl-C, or Ctrl-C in work that cannot be resumed',
  },
}
