import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import UsersExport from '../../src/commands/users/export.js'
import { EXPORT_FORMATS } from '../../src/lib/roster/index.js'
import { fieldsOfSchema, formatPage } from '../support/e2e/format-page.js'
import { prepareWorkspace } from '../support/provision.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const page = await formatPage()

test.each(['export', 'plan', 'apply', 'diff'])(
  'docs/formats.md names every field of users %s --json and no other',
  async (name) => {
    const file = new URL(`../../schemas/results/users-${name}.schema.json`, import.meta.url)
    const schema = JSON.parse(await readFile(fileURLToPath(file), 'utf8'))
    const fields = page.fieldsOf(`result: users-${name}`)
    expect([...fields].sort()).toEqual(fieldsOfSchema(schema).sort())
  },
)

test('every format goes into out of the workspace when nobody says where', async () => {
  const dir = join(await tempFolder(), '演练')
  await prepareWorkspace(dir)
  for (const format of EXPORT_FORMATS) {
    const argv = ['--format', format, '--workspace', dir, '--json']
    const { exitCode, json } = await runCommand(UsersExport, argv)
    expect([exitCode, json?.result.format]).toEqual([0, format])
    expect(json?.result.files.length).toBeGreaterThan(0)
    for (const { path } of json?.result.files ?? []) {
      expect(path.startsWith(join(dir, 'out'))).toBe(true)
      expect((await stat(path)).size).toBeGreaterThan(100)
    }
  }
}, 60_000)
