import { Chalk } from 'chalk'

/** Colour with a meaning, and nothing else. */
export interface Palette {
  readonly good: (text: string) => string
  readonly warn: (text: string) => string
  readonly bad: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

/** What decides about colour. */
export interface ColourQuestion {
  readonly isTTY: boolean
  readonly json: boolean
  readonly env: Readonly<Record<string, string | undefined>>
}

/** chalk ignores NO_COLOR, so the rule is ours: a TTY that is not dumb, no NO_COLOR, no --json. */
export function wantsColour({ isTTY, json, env }: ColourQuestion): boolean {
  return isTTY && !json && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
}

/** A palette that colours, or one that returns the text as it is. */
export function createPalette(coloured: boolean): Palette {
  const chalk = new Chalk({ level: coloured ? 1 : 0 })
  return {
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
  }
}
