import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keptText } from '../../../src/lib/hall/index.js'
import { sourcesOf } from '../../../src/lib/migrate/index.js'
import { tempFolder } from '../../support/temp-folder.js'

async function keeping() {
  const folder = await tempFolder()
  await writeFile(join(folder, '口令.txt'), ' 开门 \r\n')
  await writeFile(join(folder, '空.txt'), '\n')
  await mkdir(join(folder, '夹'))
  return { folder, env: { THERE: '开门', EMPTY: '' } }
}

test.each([
  ['开门', '开门'],
  ['', ''],
  ['env:THERE', '开门'],
  ['env:EMPTY', null],
  ['env:NOWHERE', null],
  ['file:口令.txt', '开门'],
  ['file:空.txt', null],
  ['file:没有.txt', null],
  ['file:夹', null],
])('behind %j stands %j', async (value, found) => {
  expect(await keptText(value, await keeping())).toBe(found)
})

test('a secret of a source that is not there is named as it was written, never by what else is kept', async () => {
  const { folder, env } = await keeping()
  const { secret } = await sourcesOf(folder, {}, env)
  expect(await secret('env:THERE')).toBe('开门')
  for (const kept of ['env:NOWHERE', 'file:没有.txt']) {
    await expect(secret(kept)).rejects.toMatchObject({
      code: 'HK-MIG-024',
      params: { source: kept },
    })
  }
})
