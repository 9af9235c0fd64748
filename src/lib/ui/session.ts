import { type Catalogue, defaultLanguage, loadCatalogue } from '../i18n/index.js'
import { readGlobals } from './globals.js'
import { createPalette, type Palette, wantsColour } from './palette.js'
import { createProgress, type Progress } from './progress.js'
import { canPrompt, createPrompter, type Prompter } from './prompter.js'
import { workspaceLanguage } from './workspace-language.js'

/** What one run of a command has at hand: words, colours, a person to ask, a place to work in. */
export interface Session {
  readonly json: boolean
  readonly debug: boolean
  readonly catalogue: Catalogue
  /** Colours for stdout. */
  readonly palette: Palette
  /** Colours for stderr. */
  readonly notePalette: Palette
  readonly prompter: Prompter
  readonly progress: Progress
  readonly workspaceDir: string
}

/** Reads the global flags and looks at the streams once; nothing else in ui asks `process`. */
export async function openSession(argv: readonly string[]): Promise<Session> {
  const { json, debug, language, workspace } = readGlobals(argv, process.env)
  const { stdin, stdout, stderr, env } = process
  const colours = (isTTY: boolean) => createPalette(wantsColour({ isTTY, json, env }))
  const workspaceDir = workspace ?? process.cwd()
  const spoken = language ?? workspaceLanguage(workspaceDir) ?? defaultLanguage
  const stdinTTY = Boolean(stdin.isTTY)
  const stderrTTY = Boolean(stderr.isTTY)
  const catalogue = await loadCatalogue(spoken)
  const mayAsk = canPrompt({ stdinTTY, stderrTTY, json, env })
  return {
    json,
    debug,
    catalogue,
    palette: colours(Boolean(stdout.isTTY)),
    notePalette: colours(stderrTTY),
    prompter: createPrompter(mayAsk, catalogue.texts.ui.promptKeys),
    progress: createProgress(stderr, json),
    workspaceDir,
  }
}
