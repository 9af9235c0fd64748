import { type Command, type CommandHelp, Help, type Interfaces } from '@oclif/core'
import { defaultLanguage, type HelpWords, type Language, loadHelpWords } from '../i18n/index.js'
import { HallkitCommandHelp } from './command-help.js'
import { readGlobals } from './globals.js'
import { translateCommand } from './translate-command.js'
import { unknownCommand } from './unknown-command.js'

/** oclif's help in the person's language. Chinese stands in the classes, English in the catalogue. */
export class HallkitHelp extends Help {
  #words: HelpWords | undefined

  constructor(config: Interfaces.Config, opts: Partial<Interfaces.HelpOptions> = {}) {
    super(config, { hideAliasesFromRoot: true, ...opts })
  }

  override async showHelp(argv: string[]): Promise<void> {
    await this.speak(readGlobals(argv, process.env).language ?? defaultLanguage)
    try {
      await super.showHelp(argv)
    } catch (error) {
      throw this.#unknown(error) ?? error
    }
  }

  /** Loads the words of a language; the docs generator asks for one without going through `showHelp`. */
  async speak(language: Language): Promise<this> {
    this.#words = await loadHelpWords(language)
    return this
  }

  /** One line about a command, without the dress of a terminal. */
  summaryOf(id: string): string {
    return this.summary(this.#find(id)) ?? ''
  }

  /** The help page of a command as text. */
  pageOf(id: string): string {
    return this.formatCommand(this.#find(id))
  }

  override section(...[header, body]: Parameters<Help['section']>): string {
    return super.section(this.words.ui.headings[header] ?? header, body)
  }

  override formatRoot(): string {
    const about = this.words.about ?? String(this.config.pjson.oclif.description)
    const usage = `$ ${this.config.bin} [${this.words.ui.command}]`
    const sections = [about, this.section('USAGE', usage), this.#start()]
    return [...sections, this.section('VERSION', this.config.userAgent)]
      .filter(Boolean)
      .join('\n\n')
  }

  protected override formatTopic(topic: Interfaces.Topic): string {
    const usage = `$ ${this.config.bin} ${topic.name} ${this.words.ui.command}`
    return `${this.#topicText(topic)}\n\n${this.section('USAGE', usage)}\n`
  }

  protected override formatTopics(topics: Interfaces.Topic[]): string {
    return super.formatTopics(
      topics.map((topic) => ({ ...topic, description: this.#topicText(topic) })),
    )
  }

  protected override getCommandHelpClass(command: Command.Loadable): CommandHelp {
    const translated = translateCommand(command, this.words)
    return new HallkitCommandHelp(translated, this.config, this.opts as never, this.words)
  }

  protected override summary(command: Command.Loadable): string | undefined {
    return super.summary(translateCommand(command, this.words))
  }

  private get words(): HelpWords {
    if (!this.#words) throw new Error('showHelp or speak loads the words first')
    return this.#words
  }

  /** The few commands that a newcomer wants first. */
  #start(): string {
    const { commandIDs, bin } = this.config
    const first = this.words.ui.start.filter(([id]) => commandIDs.includes(id))
    const lines = first.map(([id, text]): [string, string] => [`${bin} ${id}`, text])
    return lines.length > 0 ? this.section('START HERE', lines) : ''
  }

  /** oclif says in English that it knows no such command. */
  #unknown(error: unknown): Error | null {
    const id = error instanceof Error && error.message.match(/^Command (.+) not found/)?.[1]
    return id ? unknownCommand(id, this.config.commandIDs) : null
  }

  #find(id: string): Command.Loadable {
    return this.config.findCommand(id.replaceAll(' ', ':'), { must: true })
  }

  #topicText({ name, description = '' }: Interfaces.Topic): string {
    return this.words.topics[name] ?? description
  }
}
