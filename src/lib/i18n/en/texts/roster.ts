import type { roster as zh } from '../../zh/texts/roster.js'

/** What `roster` says on the screen. */
export const roster: typeof zh = {}
