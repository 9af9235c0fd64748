import type { report as zh } from '../../zh/texts/report.js'

/** What `report` says on the screen. */
export const report: typeof zh = {}
