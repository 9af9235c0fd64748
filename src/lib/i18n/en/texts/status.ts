import type { status as zh } from '../../zh/texts/status.js'

/** What `status` says on the screen. */
export const status: typeof zh = {}
