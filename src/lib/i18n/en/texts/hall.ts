import type { hall as zh } from '../../zh/texts/hall.js'

/** What `hall` says on the screen. */
export const hall: typeof zh = {
  listening: (p) =>
    `The reference hall is running: ${p.url}\nData file: ${p.data}\nAdmin token file: ${p.adminTokenFile}`,
  howToStop: 'Ctrl-C stops it; the data stay.',
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
