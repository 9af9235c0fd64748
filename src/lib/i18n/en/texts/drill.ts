import type { drill as zh } from '../../zh/texts/drill.js'

/** What `drill` says on the screen. */
export const drill: typeof zh = {}
