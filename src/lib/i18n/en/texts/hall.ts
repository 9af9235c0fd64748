import type { hall as zh } from '../../zh/texts/hall.js'

/** What `hall` says on the screen. */
export const hall: typeof zh = {
  listening: (p) =>
    `The reference hall is running: ${p.url}\nData file: ${p.data}\nAdmin token file: ${p.adminTokenFile}`,
  howToStop: 'Ctrl-C stops it; the data stay.',
  stopped: 'The reference hall has stopped.',
}
