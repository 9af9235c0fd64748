import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { parsedByBuild } from '../../../src/lib/yaml/parsed.js'

const names = readdirSync(templatesDir(), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.yaml'))

test('the build has read every file that ships, and no other text', () => {
  for (const name of names) {
    const text = readFileSync(join(templatesDir(), name), 'utf8')
    expect(parsedByBuild(text), name).toEqual(parseDocument(text, { version: '1.2' }).toJS())
    expect(parsedByBuild(`${text}\n`), name).toBeUndefined()
  }
})
