import type { Language } from './catalogue.js'
import type { CommandTexts } from './words.js'
import type { ui } from './zh/texts/ui.js'

/** What help needs in one language. Without `commands` and `topics` the classes' own (Chinese) texts stand. */
export interface HelpWords {
  readonly ui: (typeof ui)['help']
  readonly commands: CommandTexts
  readonly topics: Readonly<Record<string, string>>
  readonly globalFlags: Readonly<Record<string, string>>
  readonly about: string | null
}

/** Loads only what help prints: no catalogue of problems, no screen texts. */
export async function loadHelpWords(language: Language): Promise<HelpWords> {
  if (language !== 'en') {
    const { ui } = await import('./zh/texts/ui.js')
    return { ui: ui.help, commands: {}, topics: {}, globalFlags: {}, about: null }
  }
  const { ui } = await import('./en/texts/ui.js')
  const help = await import('./en/commands/index.js')
  return {
    ui: ui.help,
    commands: help.commandTexts,
    topics: help.topicTexts,
    globalFlags: help.globalFlagTexts,
    about: help.about,
  }
}
