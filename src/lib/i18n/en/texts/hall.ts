import type { hall as zh } from '../../zh/texts/hall.js'

/** What `hall` says on the screen. */
export const hall: typeof zh = {}
