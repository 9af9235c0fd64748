import { describe, expect, test } from 'vitest'
import { normalizeArgv, readGlobals } from '../../../src/lib/ui/globals.js'
import { withDefaultCommand } from '../../../src/lib/ui/main.js'

const normal = (line: string) => normalizeArgv(line.split(' ')).join(' ')

describe('global flags before the command', () => {
  test.each([
    ['--lang en demo', 'demo --lang en'],
    ['--lang=en --json demo', 'demo --lang=en --json'],
    [
      '--workspace /tmp/甲 items import a.xlsx --unit b',
      'items import a.xlsx --workspace /tmp/甲 --unit b',
    ],
    ['--json items import -- --lang', 'items import --json -- --lang'],
    ['--lang en --help', '--lang en --help'],
    ['demo --json', 'demo --json'],
    ['--nope demo', '--nope demo'],
    ['--lang', '--lang'],
  ])('%s becomes %s', (given, wanted) => {
    expect(normal(given)).toBe(wanted)
  })

  test.each([
    ['help', '--help'],
    ['help items import', 'items import --help'],
    ['--lang en help items', 'items --lang en --help'],
    ['help exit-codes', 'help exit-codes'],
  ])('%s becomes %s', (given, wanted) => {
    expect(normal(given)).toBe(wanted)
  })
})

describe('reading the global flags', () => {
  test('the flag wins over HALLKIT_LANG', () => {
    const env = { HALLKIT_LANG: 'en' }

    expect(readGlobals(['demo'], env).language).toBe('en')
    expect(readGlobals(['demo', '--lang', 'zh-CN'], env).language).toBe('zh-CN')
    expect(readGlobals(['demo', '--lang=zh-CN'], env).language).toBe('zh-CN')
    expect(readGlobals(['demo'], {}).language).toBeNull()
  })

  test('what stands behind -- is no flag', () => {
    expect(readGlobals(['x', '--', '--json', '--debug'], {})).toMatchObject({
      json: false,
      debug: false,
    })
  })

  test('a language we do not speak is left to the parser', () => {
    expect(readGlobals(['--lang', 'fr'], {}).language).toBeNull()
  })
})

describe('without a command', () => {
  test('a person at a terminal gets status', () => {
    expect(withDefaultCommand([], true)).toEqual(['status'])
    expect(withDefaultCommand(['--lang', 'en'], true)).toEqual(['status', '--lang', 'en'])
  })

  test('a pipe gets help, or status as JSON when it asks for JSON', () => {
    expect(withDefaultCommand([], false)).toEqual([])
    expect(withDefaultCommand(['--json'], false)).toEqual(['status', '--json'])
  })

  test('a command or --help stays what it is', () => {
    expect(withDefaultCommand(['demo'], true)).toEqual(['demo'])
    expect(withDefaultCommand(['status', '--json'], true)).toEqual(['status', '--json'])
    expect(withDefaultCommand(['--lang', 'en', '--help'], true)).toEqual(['--lang', 'en', '--help'])
  })
})
