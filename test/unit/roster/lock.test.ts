import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRosterLock, saveRosterLock } from '../../../src/lib/roster/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const lock = {
  rosterLock: 1 as const,
  units: { U1: 1 },
  people: { 'U1/张三/科员': '532822001001' },
}

test('a lock is read as it stands: what a person wrote into it counts, whatever was parsed before', async () => {
  const root = await tempFolder()
  const file = await saveRosterLock(root, lock)
  expect(await readRosterLock(root)).toEqual(lock)

  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('532822001001', '532822001009'))
  expect((await readRosterLock(root)).people).toEqual({ 'U1/张三/科员': '532822001009' })

  await writeFile(file, `${text}  U1/张三/科员: "1"\n`)
  await expect(readRosterLock(root)).rejects.toMatchObject({ code: 'HK-YAML-002' })
})

test('saving the same lock again leaves the file alone, and makes what was parsed anew where it is gone', async () => {
  const root = await tempFolder()
  const file = await saveRosterLock(root, lock)
  const before = await stat(file)
  const cache = join(root, '.hallkit', 'roster-lock.cache.json')
  await rm(cache)

  await saveRosterLock(root, { ...lock, people: { ...lock.people } })
  expect((await stat(file)).mtimeMs).toBe(before.mtimeMs)
  expect(JSON.parse(await readFile(cache, 'utf8')).lock).toEqual(lock)

  await writeFile(cache, '{"sha256": "cut o')
  expect(await readRosterLock(root)).toEqual(lock)
})
