import { isLanguage, type Language } from '../i18n/index.js'

/** What the global flags say before oclif has parsed anything, so that even a parser error speaks the right language. */
export interface Globals {
  readonly json: boolean
  readonly debug: boolean
  /** Null when neither flag nor environment names one. */
  readonly language: Language | null
  readonly workspace: string | null
}

const booleans: ReadonlySet<string> = new Set(['--json', '--debug'])
const valued: ReadonlySet<string> = new Set(['--lang', '--workspace'])

/** Reads the global flags from anywhere before `--`; a bad value is left to the parser. */
export function readGlobals(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Globals {
  const own = beforePassthrough(argv)
  const lang = valueAfter(own, '--lang') ?? env['HALLKIT_LANG']
  return {
    json: own.includes('--json'),
    debug: own.includes('--debug'),
    language: isLanguage(lang) ? lang : null,
    workspace: valueAfter(own, '--workspace') ?? null,
  }
}

/**
 * Puts global flags that stand before the command behind it, where oclif looks for them, and turns
 * `help <command>` into `<command> --help`. Example: `--lang en items import x` -> `items import x --lang en`.
 */
export function normalizeArgv(argv: readonly string[]): string[] {
  const leading = countLeadingGlobals(argv)
  const globals = argv.slice(0, leading)
  const rest = helpFirst(argv.slice(leading))
  const firstFlag = rest.findIndex((word) => word.startsWith('-'))
  const at = firstFlag === -1 ? rest.length : firstFlag
  return [...rest.slice(0, at), ...globals, ...rest.slice(at)]
}

function helpFirst(words: readonly string[]): readonly string[] {
  const isHelp = words[0] === 'help' && words[1] !== 'exit-codes'
  return isHelp ? [...words.slice(1), '--help'] : words
}

function countLeadingGlobals(argv: readonly string[]): number {
  let at = 0
  for (let word = argv[at]; word !== undefined; word = argv[at]) {
    if (booleans.has(word) || isInline(word)) at += 1
    else if (valued.has(word) && at + 1 < argv.length) at += 2
    else break
  }
  return at
}

function isInline(word: string): boolean {
  const equals = word.indexOf('=')
  return equals > 0 && valued.has(word.slice(0, equals))
}

function valueAfter(argv: readonly string[], flag: string): string | undefined {
  const at = argv.indexOf(flag)
  if (at >= 0) return argv[at + 1]
  return argv.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1)
}

function beforePassthrough(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--')
  return end === -1 ? argv : argv.slice(0, end)
}
