import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { fieldsOfSchema, formatPage } from '../support/e2e/format-page.js'

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
