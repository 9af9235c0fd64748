import type { notice as zh } from '../../zh/texts/notice.js'

/** What `notice` says on the screen. */
export const notice: typeof zh = {}
