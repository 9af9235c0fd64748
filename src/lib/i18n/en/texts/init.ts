import type { init as zh } from '../../zh/texts/init.js'

/** What `init` says on the screen. */
export const init: typeof zh = {
  ask: {
    dir: 'Folder of the workspace',
    notice: 'Which notice',
    choice: (p) =>
      `${p.title} (${p.clause} of the notice leaves it open; one or more of: ${p.batches.join(', ')})`,
  },
  columns: { title: 'What', value: 'Now', clause: 'Clause' },
  unitList: 'List of units (how many)',
  made: (p) =>
    `Made the workspace ${p.workspace}\n${p.number}  ${p.title}\n${p.units} units\n\nNot stated in the notice and inferred here (check it; change it in overrides of hallkit.yaml)`,
  next: (p) =>
    `\nNext: put the units' sheets into inbox of ${p.workspace}, change into it, and run hallkit inbox`,
}
