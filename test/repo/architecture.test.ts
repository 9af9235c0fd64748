import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { allImports, readRules, violations } from '../support/architecture.js'
import { tempFolder } from '../support/temp-folder.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const src = join(root, 'src')
const rules = readRules(await readFile(join(root, 'docs', 'architecture.md'), 'utf8'))

describe('the rooms of src', () => {
  test('keep to the tables of docs/architecture.md', () => {
    expect(violations(src, rules)).toEqual([])
  })

  test('are really looked at: hundreds of imports of every kind', () => {
    const imports = allImports(src)

    expect(imports.length).toBeGreaterThan(300)
    expect(new Set(imports.map(({ kind }) => kind))).toEqual(new Set(['static', 'type', 'dynamic']))
  })
})

describe('a planted violation is caught', () => {
  test.each([
    ['lib/items/a.ts', "import { x } from '../report/index.js'", 'items may not import report'],
    ['lib/report/a.ts', "import { x } from '../hall/index.js'", 'report may not import hall'],
    ['lib/items/a.ts', "export { x } from '../ui/index.js'", 'items may not import ui'],
    ['lib/hall/a.ts', "import {\n  x,\n} from '../drill/index.js'", 'hall may not import drill'],
    ['lib/items/a.ts', "const x = await import('../drill/index.js')", 'items may not import drill'],
    [
      'lib/items/a.ts',
      "import type { X } from '../workspace/model.js'",
      'only through its index.js',
    ],
    [
      'lib/items/rules/a.ts',
      "import { x } from '../../sheets/cell.js'",
      'only through its index.js',
    ],
    ['lib/items/a.ts', "import chalk from 'chalk'", 'items may not use chalk'],
    ['lib/items/a.ts', "import { Command } from '@oclif/core'", 'items may not use @oclif/core'],
    ['lib/sheets/index.ts', "import * as x from '@e965/xlsx'", '@e965/xlsx is loaded on use'],
    ['lib/hall/index.ts', "import axios from 'axios'", 'axios is loaded on use'],
    ['lib/items/a.ts', "import x from 'lodash'", 'library lodash stands in no table'],
    ['lib/cellar/a.ts', "import { x } from '../errors/index.js'", 'cellar stands in no table'],
    ['lib/drill/a.ts', 'export const now = () => Date.now()', 'drill may not ask Date.now'],
    ['lib/items/a.ts', 'const home = process.env', 'items may not ask process.env'],
    ['lib/items/a.ts', 'const today = new Date()', 'items may not ask new Date()'],
  ])('%s: %s', async (file, text, breach) => {
    const folder = await tempFolder()
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), `${text}\n`)

    const found = violations(folder, rules)

    expect(found).toHaveLength(1)
    expect(found[0]).toContain(breach)
  })

  test('a library that is loaded on use is found behind any number of files', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'lib/hall'), { recursive: true })
    await writeFile(join(folder, 'lib/hall/index.ts'), "export { connect } from './connect.js'\n")
    await writeFile(join(folder, 'lib/hall/connect.ts'), "import { send } from './send.js'\n")
    await writeFile(join(folder, 'lib/hall/send.ts'), "import axios from 'axios'\n")

    expect(violations(folder, rules)).toEqual([
      'lib/hall/send.ts: axios is loaded on use, with await import()',
    ])
  })

  test('a page without its tables is refused, not read as "everything goes"', () => {
    expect(() => readRules('# Architecture\n')).toThrow('has no table')
  })
})
