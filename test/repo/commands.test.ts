import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { commandTexts, globalFlagTexts, topicTexts } from '../../src/lib/i18n/en/commands/index.js'
import { resultSchemaFile } from '../support/result-schema.js'

interface Described {
  readonly description?: string
  readonly summary?: string
}

interface ManifestCommand extends Described {
  readonly id: string
  readonly args: Readonly<Record<string, Described>>
  readonly flags: Readonly<
    Record<string, Described & { readonly type: string; readonly char?: string }>
  >
  readonly examples?: readonly (string | { readonly description: string })[]
}

const root = new URL('../../', import.meta.url)
const manifest = JSON.parse(await readFile(new URL('oclif.manifest.json', root), 'utf8'))
const pack = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))
const commands: readonly ManifestCommand[] = Object.values(manifest.commands)
const named = commands.map((command) => [command.id.replaceAll(':', ' '), command] as const)
const chinese = /\p{Script=Han}/u

/** Reserved names mean the same in every command; CONTRIBUTING.md explains them. */
const reserved: Readonly<Record<string, 'boolean' | 'option'>> = {
  debug: 'boolean',
  'dry-run': 'boolean',
  force: 'boolean',
  json: 'boolean',
  keep: 'option',
  lang: 'option',
  notice: 'option',
  output: 'option',
  port: 'option',
  resume: 'boolean',
  seed: 'option',
  unit: 'option',
  workspace: 'option',
  yes: 'boolean',
}

describe.each(named)('%s', (id, command) => {
  test('is described in Chinese in its class', () => {
    expect(command.summary).toMatch(chinese)
    for (const [name, flag] of Object.entries(command.flags)) {
      expect(flag.description, `--${name}`).toMatch(chinese)
    }
    for (const [name, arg] of Object.entries(command.args)) {
      expect(arg.description, name).toMatch(chinese)
    }
  })

  test('is described in English in the catalogue, and only what it has', () => {
    const text = commandTexts[id]
    const own = Object.keys(command.flags).filter((name) => !(name in globalFlagTexts))
    const described = command.examples?.filter((example) => typeof example === 'object') ?? []

    expect(text, `src/lib/i18n/en/commands/ has no "${id}"`).toBeDefined()
    expect(Object.keys(text?.flags ?? {}).sort()).toEqual(own.sort())
    expect(Object.keys(text?.args ?? {}).sort()).toEqual(Object.keys(command.args).sort())
    expect(text?.examples).toHaveLength(described.length)
    expect(Boolean(text?.description)).toBe(Boolean(command.description))
    expect(JSON.stringify(text)).not.toMatch(chinese)
  })

  test('names its flags in kebab-case and keeps to reserved names', () => {
    for (const [name, flag] of Object.entries(command.flags)) {
      expect(name).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
      if (reserved[name]) expect(flag.type, `--${name}`).toBe(reserved[name])
    }
  })

  test('has a schema of its --json result', () => {
    expect(existsSync(resultSchemaFile(id)), resultSchemaFile(id)).toBe(true)
  })

  test('has the global flags', () => {
    expect(Object.keys(command.flags)).toEqual(expect.arrayContaining(Object.keys(globalFlagTexts)))
  })
})

describe('topics', () => {
  test('are described in both languages, each exactly once', () => {
    const used = new Set(
      commands.filter(({ id }) => id.includes(':')).map(({ id }) => id.split(':')[0]),
    )
    const topics = Object.keys(pack.oclif.topics)

    expect(topics).toEqual(expect.arrayContaining([...used]))
    expect(Object.keys(topicTexts).sort()).toEqual(topics.sort())
  })

  test('the English catalogue names no command that does not exist', () => {
    const ids = named.map(([id]) => id)

    expect(Object.keys(commandTexts).filter((id) => !ids.includes(id))).toEqual([])
  })
})

test('CONTRIBUTING.md explains every reserved flag', async () => {
  const page = await readFile(new URL('CONTRIBUTING.md', root), 'utf8')

  for (const name of Object.keys(reserved)) expect(page).toContain(`\`--${name}`)
})
