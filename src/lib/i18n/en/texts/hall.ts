import type { hall as zh } from '../../zh/texts/hall.js'

/** What `hall` says on the screen. */
export const hall: typeof zh = {
  listening: (p) =>
    `The reference hall is running: ${p.url}\nData file: ${p.data ?? 'in memory only'}\nAdmin token file: ${p.adminTokenFile}`,
  howToStop: 'Ctrl-C stops it; the data stay.',
  howToStopLater: 'It runs in the background; hallkit hall stop stops it, the data stay.',
  noneRuns: 'No reference hall is running.',
  running: (p) =>
    `The reference hall is running: ${p.url}\nIts time: ${p.time} (${p.virtualClock ? 'set for a rehearsal' : 'real'})\nUnits ${p.counts['unit'] ?? 0}, items ${p.counts['item'] ?? 0}, accounts ${p.counts['user'] ?? 0}, cases ${p.counts['case'] ?? 0}, events ${p.counts['event'] ?? 0}`,
  reallyReset: (p) =>
    p.keepRegistry
      ? `Remove all cases and events of ${p.data}, and leave units, items and accounts?`
      : `Empty ${p.data}, with units, items and accounts?`,
  reset: (p) =>
    p.keepRegistry
      ? 'Cases and events are gone; units, items and accounts are still there.'
      : 'The reference hall is empty.',
  audited: (p) =>
    `${p.events} events and ${p.clocks} legal clocks looked at; ${p.findings === 0 ? 'nothing wrong' : `${p.findings} wrong`}.`,
  seeded: 'The reference hall is furnished.',
  stopped: 'The reference hall has stopped.',
  account: (p) => `${p.done} of ${p.of} accounts made`,
  columns: { sort: 'Sort', created: 'New', updated: 'Changed', unchanged: 'There already' },
  sorts: {
    units: 'Units',
    columns: 'Columns',
    items: 'Items',
    users: 'Accounts',
    assignments: 'Assignments',
  },
  pushed: (p) =>
    p.dryRun
      ? `This would go into the hall ${p.url}; nothing was changed. Run without --dry-run to do it.`
      : `The hall ${p.url} is ready. Next: hallkit drill run`,
  withoutPassword: (p) =>
    `The hall had ${p.accounts.length} accounts before whose passwords this machine lacks; they cannot act: ${p.accounts.slice(0, 5).join(', ')}`,
}
