import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { schemasDir, templatesDir } from '../../../src/lib/assets/index.js'
import { parseYaml } from '../../../src/lib/yaml/index.js'

const entries = await readdir(templatesDir(), { recursive: true })
const files = entries.filter((name) => name.endsWith('.yaml')).sort()

describe('every YAML file that ships', () => {
  test.each(files)('%s is strict YAML and names a JSON Schema that exists', async (name) => {
    const file = join(templatesDir(), name)
    const text = await readFile(file, 'utf8')
    const named = /^# yaml-language-server: \$schema=(\S+)$/m.exec(text)?.[1] ?? ''
    const schema = join(dirname(file), named)
    expect(relative(schemasDir(), schema)).toMatch(/^[a-z-]+\.schema\.json$/)
    expect(existsSync(schema), named).toBe(true)
    expect(text.startsWith('# yaml-language-server:')).toBe(true)

    const value = parseYaml(text, { file: name, schema: z.record(z.string(), z.json()) })
    const { properties } = JSON.parse(await readFile(schema, 'utf8')) as { properties: object }
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(value)))
  })
})
