import type { items as zh } from '../../zh/texts/items.js'

/** What `items` says on the screen. */
export const items: typeof zh = {}
