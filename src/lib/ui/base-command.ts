import { join } from 'node:path'
import { Command, Flags } from '@oclif/core'
import type { Input, ParserOutput } from '@oclif/core/interfaces'
import { ExitCode, type Finding } from '../errors/index.js'
import { type Catalogue, languages, type Texts } from '../i18n/index.js'
import { reportFailure, writeJson } from './failure.js'
import { formatFindings } from './findings.js'
import { type Interrupt, listenForInterrupt } from './interrupt.js'
import type { Palette } from './palette.js'
import type { ParserContext } from './parser-error.js'
import { toAppError } from './problem.js'
import type { Progress } from './progress.js'
import type { Prompter } from './prompter.js'
import { openSession, type Session } from './session.js'
import { type Column, renderTable } from './table.js'

const helpGroup = 'GLOBAL'

type Named = Record<string, unknown>

/**
 * What every command stands on: global flags, the JSON envelope, exit codes, words, streams.
 * `R` is the type of `result` under `--json`, which makes it a contract.
 */
export abstract class BaseCommand<R extends object> extends Command {
  static override enableJsonFlag = true
  static override baseFlags = {
    json: Flags.boolean({ description: '以 JSON 输出结果（一份文档）', helpGroup }),
    lang: Flags.option({
      description: '屏幕文字的语言（正式材料一律为中文）',
      env: 'HALLKIT_LANG',
      helpGroup,
      options: languages,
    })(),
    workspace: Flags.string({
      description: '工作目录，不写时为当前文件夹',
      helpGroup,
      helpValue: 'DIR',
    }),
    debug: Flags.boolean({ description: '出错时显示程序堆栈', helpGroup }),
  }

  #session: Session | undefined
  #interrupt: Interrupt | undefined

  abstract override run(): Promise<R>

  protected get session(): Session {
    if (!this.#session) throw new Error('the session opens in init()')
    return this.#session
  }

  /** Where the tokens and passwords of halls on this machine lie, outside any workspace. */
  protected get secretsDir(): string {
    return join(this.config.configDir, 'halls')
  }

  /** What writing to a hall or a database takes of this machine. `clock`: wall time in ms. */
  protected get machine() {
    return { clock: Date.now, secretsDir: this.secretsDir }
  }

  /** Every word of the product in the person's language. */
  protected get catalogue(): Catalogue {
    return this.session.catalogue
  }

  /** What commands say on the screen. */
  protected get texts(): Texts {
    return this.catalogue.texts
  }

  protected get palette(): Palette {
    return this.session.palette
  }

  protected get prompter(): Prompter {
    return this.session.prompter
  }

  /** Progress on stderr; nothing under `--json`. */
  protected get progress(): Progress {
    return this.session.progress
  }

  /** The folder that `--workspace` names, else where we stand. */
  protected get workspaceDir(): string {
    return this.session.workspaceDir
  }

  /** What reaching a hall takes of this machine and of whoever sits at it. */
  protected get hallDesk() {
    const { texts, prompter, secretsDir } = this
    return { secretsDir, now: Date.now, env: process.env, words: texts.hall, ask: prompter.ask }
  }

  /** Aborted by the first Ctrl-C; the second one exits with 130. Hand it to every long operation. */
  protected get signal(): AbortSignal {
    this.#interrupt ??= listenForInterrupt(process, () => this.note(this.texts.ui.stopping))
    return this.#interrupt.signal
  }

  /** Sees long work through: what it tells goes to `see`, what it comes to is given back. */
  protected async follow<E, W>(work: AsyncGenerator<E, W>, see: (event: E) => void): Promise<W> {
    let next = await work.next()
    for (; !next.done; next = await work.next()) see(next.value)
    this.progress.clear()
    return next.value
  }

  /** A line of the result, on stdout; nothing under `--json`. */
  protected print(text = ''): void {
    if (!this.session.json) process.stdout.write(`${text}\n`)
  }

  /** A line of the conversation, on stderr; nothing under `--json`. */
  protected note(text: string): void {
    this.progress.clear()
    if (!this.session.json) process.stderr.write(`${text}\n`)
  }

  /** Rows as an aligned table on a terminal, tab separated in a pipe. */
  protected printTable<T>(rows: readonly T[], columns: readonly Column<T>[]): void {
    const { isTTY = false, columns: width = 0 } = process.stdout
    this.print(renderTable(rows, columns, { isTTY, columns: width }))
  }

  /** Findings in words on stderr, the worst last. */
  protected noteFindings(findings: readonly Finding[]): void {
    if (findings.length === 0) return
    this.note(formatFindings(findings, this.catalogue, this.session.notePalette))
  }

  /** Ends the command with exit code 1: done, but there is something to look at; 4 when it is that something is out of reach. */
  protected endWithFindings(result: R, as: 'findings' | 'unreachable' = 'findings'): R {
    process.exitCode = ExitCode[as]
    return result
  }

  protected override async init(): Promise<void> {
    await super.init()
    this.#session = await openSession(this.argv)
  }

  /** Parses without oclif's habit of reading a missing argument from stdin. */
  protected override async parse<F extends Named, B extends Named, A extends Named>(
    options?: Input<F, B, A>,
    argv?: string[],
  ): Promise<ParserOutput<F, B, A>> {
    const args: Record<string, { ignoreStdin?: boolean }> = options?.args ?? {}
    for (const arg of Object.values(args)) arg.ignoreStdin = true
    return await super.parse(options, argv)
  }

  /** Says the failure once, in our words, and leaves oclif nothing to add. */
  protected override async catch(error: Error): Promise<never> {
    const known = toAppError(error, contextOf(this.ctor))
    this.#session ??= await openSession(this.argv)
    reportFailure(known, this.#session)
    process.exitCode = known.exit
    throw Object.assign(known, { isReported: true })
  }

  protected override async finally(): Promise<void> {
    this.#interrupt?.release()
    this.#session?.progress.clear()
  }

  override jsonEnabled(): boolean {
    return this.#session?.json ?? false
  }

  protected override toSuccessJson(result: unknown): unknown {
    return { ok: true, result }
  }

  protected override logJson(document: unknown): void {
    writeJson(document)
  }
}

/** What a command takes, named as its help page names it. */
function contextOf({ args, baseFlags, flags }: typeof Command): ParserContext {
  const named = Object.entries(args).map(([name, { options = [] }]) => [
    name.toUpperCase(),
    options,
  ])
  return {
    args: Object.fromEntries(named),
    flags: Object.keys({ ...baseFlags, ...flags }).map((name) => `--${name}`),
  }
}
