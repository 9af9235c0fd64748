import type { init as zh } from '../../zh/texts/init.js'

/** What `init` says on the screen. */
export const init: typeof zh = {}
