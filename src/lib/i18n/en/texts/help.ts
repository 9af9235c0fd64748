import type { help as zh } from '../../zh/texts/help.js'

/** What `help exit-codes` says on the screen. */
export const help: typeof zh = {
  code: 'Code',
  meaning: 'Meaning',
}
