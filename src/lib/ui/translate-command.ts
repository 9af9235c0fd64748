import type { Command } from '@oclif/core'
import type { CommandText, HelpWords } from '../i18n/index.js'

type Described = { description?: string; summary?: string }

/** The command with the catalogue's texts in place of its own; unchanged when the catalogue has none. */
export function translateCommand<C extends Command.Loadable>(command: C, words: HelpWords): C {
  const text = words.commands[command.id.replaceAll(':', ' ')]
  if (!text) return command
  const flags = { ...words.globalFlags, ...text.flags }
  return {
    ...command,
    summary: text.summary,
    description: text.description,
    args: describe(command.args, text.args),
    flags: describe(command.flags, flags),
    examples: command.examples?.map((example, at) => translateExample(example, text, at)),
  }
}

function describe<T extends Record<string, Described>>(
  entries: T,
  texts: Readonly<Record<string, string>>,
): T {
  const translated = Object.entries(entries).map(([name, entry]) => {
    const text = texts[name]
    return [name, text ? { ...entry, description: text, summary: undefined } : entry]
  })
  return Object.fromEntries(translated)
}

function translateExample(
  example: Command.Example,
  text: CommandText,
  at: number,
): Command.Example {
  const description = text.examples[at]
  if (typeof example === 'string' || !description) return example
  return { ...example, description }
}
