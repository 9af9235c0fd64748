import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { ExampleFiles } from '../support/examples/files.js'
import { foxpro2004 } from '../support/examples/foxpro-2004.js'
import { mysql2010 } from '../support/examples/mysql-2010.js'

const examples = fileURLToPath(new URL('../../templates/migrations/examples/', import.meta.url))
const made: Readonly<Record<string, () => ExampleFiles>> = {
  'foxpro-2004': foxpro2004,
  'mysql-2010': mysql2010,
}

/** `HALLKIT_EXAMPLES=write` writes them; otherwise what is committed must be what the script makes. */
describe('the data of the migration examples', () => {
  test.each(Object.entries(made))('%s is what its script makes', async (name, make) => {
    for (const [path, bytes] of make()) {
      const file = join(examples, name, path)
      if (process.env['HALLKIT_EXAMPLES'] === 'write') {
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, bytes)
      }
      expect(bytes.equals(await readFile(file)), path).toBe(true)
    }
  })
})
