import type { inbox as zh } from '../../zh/texts/inbox.js'

/** What `inbox` says on the screen. */
export const inbox: typeof zh = {}
