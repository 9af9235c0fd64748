import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot, schemasDir, templatesDir } from '../../../src/lib/assets/index.js'

test('the package finds its own files, wherever the command was started', () => {
  const before = process.cwd()
  process.chdir('/')
  try {
    expect(existsSync(join(packageRoot(), 'package.json'))).toBe(true)
    expect(existsSync(join(templatesDir(), 'roles.yaml'))).toBe(true)
    expect(existsSync(join(schemasDir(), 'notice.schema.json'))).toBe(true)
  } finally {
    process.chdir(before)
  }
})
