import { type Command, CommandHelp, type Interfaces } from '@oclif/core'
import type { HelpWords } from '../i18n/index.js'

type Section = Parameters<CommandHelp['section']>

/** Help of one command: oclif's layout, our headings and remarks. */
export class HallkitCommandHelp extends CommandHelp {
  readonly #words: HelpWords

  constructor(
    command: Command.Loadable,
    config: Interfaces.Config,
    opts: Interfaces.HelpOptions,
    words: HelpWords,
  ) {
    super(command, config, opts)
    this.#words = words
  }

  override section(...[header, body]: Section): string {
    return super.section(this.#words.ui.headings[header] ?? header, body)
  }

  protected override flags(flags: Command.Flag.Any[]): [string, string | undefined][] | undefined {
    if (flags.length === 0) return undefined
    return flags.map((flag) => [this.flagHelpLabel(flag).trim(), this.#describe(flag)])
  }

  /** The summary stands above already; oclif would say it again here. */
  protected override description(): string | undefined {
    const { description } = this.command
    return description ? this.wrap(this.render(description)) : undefined
  }

  /** Every command has the global flags, so its usage line names only its own. */
  protected override defaultUsage(): string {
    const own = Object.entries(this.command.flags).filter(([, flag]) => flag.helpGroup !== 'GLOBAL')
    const command = { ...this.command, flags: Object.fromEntries(own) }
    return new UsageHelp(command, this.config, this.opts).line()
  }

  #describe(flag: Command.Flag.Any): string {
    const { ui } = this.#words
    const remarks = [
      flag.type === 'option' && flag.default && ui.default({ value: String(flag.default) }),
      flag.env && ui.env({ name: flag.env }),
      flag.type === 'option' && flag.options && ui.options({ values: flag.options.join(' | ') }),
    ].filter((remark) => typeof remark === 'string')
    const tail = remarks.length > 0 ? ` [${remarks.join('; ')}]` : ''
    return `${flag.required ? ui.required : ''}${flag.summary ?? flag.description ?? ''}${tail}`
  }
}

class UsageHelp extends CommandHelp {
  line(): string {
    return super.defaultUsage()
  }
}
