import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { levelled, loadItemProfile } from '../../../src/lib/items/index.js'
import { loadPack } from '../../../src/lib/notice/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { clean, draft } from './sheet-of.js'

async function packWith(levels: string) {
  const folder = await tempFolder()
  await cp(templatesDir(), folder, { recursive: true })
  const file = join(folder, 'notices', 'menghai-2015', 'notice.yaml')
  await writeFile(file, `${await readFile(file, 'utf8')}\nlevels: ${levels}\n`)
  return await loadPack('menghai-2015', { templatesDir: folder })
}

test('a notice sets the level of a rule, and wins over the profile', async () => {
  const { levels } = await packWith("{ 'HK-ITEM-017': off, 'HK-ITEM-012': hint }")
  const profile = { ...(await loadItemProfile()), levels: { 'HK-ITEM-012': 'warning' as const } }

  const merged = levelled(profile, levels).levels

  expect(merged).toEqual({ 'HK-ITEM-017': 'off', 'HK-ITEM-012': 'hint' })
  const broken = { ...clean, depth: '较深', promised: '25个工作日' }
  expect(draft([broken], [], merged)[0]?.findings).toMatchObject([
    { code: 'HK-ITEM-012', level: 'hint' },
  ])
})

test('a rule that does not exist is refused, so that a slip of the pen does not switch nothing off', async () => {
  await expect(packWith("{ 'HK-ITEM-999': off }")).rejects.toMatchObject({
    code: expect.stringMatching(/^HK-YAML-/u),
  })
})
