import type { demo as zh } from '../../zh/texts/demo.js'

/** What `demo` says on the screen. */
export const demo: typeof zh = {}
