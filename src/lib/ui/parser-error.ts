import { Errors } from '@oclif/core'
import { AppError } from '../errors/index.js'
import { nearest } from '../text/index.js'

/** What the command takes: its flags, for did-you-mean, and the options of its arguments, which oclif's text leaves unnamed. */
export interface ParserContext {
  readonly flags: readonly string[]
  readonly args: Readonly<Record<string, readonly string[]>>
}

type Build = (match: RegExpMatchArray, context: ParserContext) => AppError

const split = (text: string) => text.split(/,\s*/).filter(Boolean)
const kindOf = { integer: 'integer', url: 'url' } as const

/** oclif keeps most reasons only as English text, so they are recognised by it; a test holds each one. */
const reasons: readonly (readonly [RegExp, Build])[] = [
  [
    /^Flag (--[\w-]+) expects one of these values: (.*)/,
    ([, flag = '', options = '']) =>
      new AppError('HK-USAGE-008', { flag, options: split(options) }),
  ],
  [
    /^Flag (--[\w-]+) expects a value/,
    ([, flag = '']) => new AppError('HK-USAGE-008', { flag, options: [] }),
  ],
  [
    /^Flag (--[\w-]+) can only be specified once/,
    ([, flag = '']) => new AppError('HK-USAGE-009', { flag }),
  ],
  [
    /^Expected (--[\w-]+)=([\s\S]*) to be one of: (.*)/,
    ([, flag = '', value = '', options = '']) =>
      new AppError('HK-USAGE-004', { flag, value, options: split(options) }),
  ],
  [
    /^Expected ([\s\S]*) to be one of: (.*)/,
    ([, value = '', options = ''], { args }) =>
      new AppError('HK-USAGE-004', {
        flag: Object.keys(args).find((name) => args[name]?.join(', ') === options) ?? '',
        value,
        options: split(options),
      }),
  ],
  [
    /^Expected an integer (greater|less) than or equal to (-?\d+) but received: (.*)/,
    ([, way, limit = '', value = '']) =>
      new AppError('HK-USAGE-014', {
        value,
        limit: Number(limit),
        side: way === 'greater' ? 'min' : 'max',
      }),
  ],
  [
    /^Expected an? (?:valid )?(integer|url) but received: (.*)/,
    ([, kind, value = '']) =>
      new AppError('HK-USAGE-010', { value, kind: kind === 'url' ? kindOf.url : kindOf.integer }),
  ],
  [
    /^No (file|directory) found at (.*)|^(.*) exists but is not a (file|directory)/,
    ([, kind, path, otherPath, otherKind]) =>
      new AppError('HK-USAGE-010', {
        value: path ?? otherPath ?? '',
        kind: (kind ?? otherKind) === 'directory' ? 'directory' : 'file',
      }),
  ],
  [
    /(--[\w-]+)(?:=.*)? cannot also be provided when using (--[\w-]+)/,
    ([, other = '', flag = '']) => new AppError('HK-USAGE-011', { flag, other }),
  ],
  [
    /(?:All|One) of the following must be provided when using (--[\w-]+): (.*)/,
    ([, flag = '', needs = '']) => new AppError('HK-USAGE-012', { flag, needs: split(needs) }),
  ],
  [
    /(Exactly|At least) one of the following must be provided: (.*)/,
    ([, how, flags = '']) =>
      new AppError('HK-USAGE-013', {
        flags: split(flags),
        how: how === 'Exactly' ? 'one' : 'some',
      }),
  ],
]

/** Turns a failure of oclif's parser into a problem of ours; null when it is no parser failure. */
export function fromParserError(error: unknown, context: ParserContext): AppError | null {
  if (!(error instanceof Error)) return null
  // Checks of files and folders throw plain errors, so what is no CLIError counts only when its text is known.
  if (!(error instanceof Errors.CLIError)) return fromReasons(error.message, context)
  return (
    fromFields(error, context) ??
    fromReasons(error.message, context) ??
    new AppError('HK-USAGE-001', { detail: plain(error.message) })
  )
}

function fromFields(error: Errors.CLIError, context: ParserContext): AppError | null {
  if (hasList(error, 'flags')) {
    const flag = String(error.flags[0] ?? '').replace(/=.*/s, '')
    return new AppError('HK-USAGE-003', { flag, nearest: nearest(flag, context.flags) })
  }
  if (!hasList(error, 'args')) return null
  const names = error.args.map(nameOf)
  return /^Missing \d+ required arg/.test(error.message)
    ? new AppError('HK-USAGE-005', { names })
    : new AppError('HK-USAGE-007', { names })
}

function fromReasons(message: string, context: ParserContext): AppError | null {
  const missing = [...message.matchAll(/Missing required flag ([\w-]+)/g)]
  if (missing.length > 0) {
    return new AppError('HK-USAGE-005', { names: missing.map(([, name]) => `--${name}`) })
  }
  const text = plain(message)
  for (const [pattern, build] of reasons) {
    const match = text.match(pattern)
    if (match) return build(match, context)
  }
  return null
}

function plain(message: string): string {
  return message.replace(/\nSee more help with --help/g, '').replace(/^Parsing --[\w-]+ \n\t/, '')
}

function hasList<K extends string>(error: object, key: K): error is Record<K, readonly unknown[]> {
  return key in error && Array.isArray((error as Record<string, unknown>)[key])
}

function nameOf(arg: unknown): string {
  return typeof arg === 'object' && arg !== null && 'name' in arg
    ? String(arg.name).toUpperCase()
    : String(arg)
}
