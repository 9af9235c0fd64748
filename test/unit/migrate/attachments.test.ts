import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inTarget, nonZero, reconciled, run } from '../../support/migration.js'
import { tempFolder } from '../../support/temp-folder.js'

const MAPPING = `version: 1
system: lsp-2014
source: { driver: csv, path: 附件.csv }
target: { driver: sqlite, path: hall.sqlite }
entities:
  attachment:
    title: 附件
    from: { table: 附件, key: [编号] }
    to: { table: attachments, unique: legacy_key }
    fields:
      legacy_key: { key: true }
      path: [{ get: 路径 }, trim, required]
      size: [{ get: 路径 }, { file: { folder: scans, give: size } }]
      sha256: [{ get: 路径 }, { file: { folder: scans, give: sha256 } }]
`
const scan = Buffer.from('身份证复印件')

async function scanned() {
  const folder = await tempFolder()
  await mkdir(join(folder, 'scans', '2014'), { recursive: true })
  await writeFile(join(folder, 'scans', '2014', 'a.jpg'), scan)
  await writeFile(join(folder, 'scans', 'b.jpg'), 'b')
  await writeFile(join(folder, 'lsp.yaml'), MAPPING)
  const rows = ['1,2014\\a.jpg', '2,b.jpg', '3,c.jpg', '4,..\\..\\secret.txt']
  await writeFile(join(folder, '附件.csv'), `编号,路径\n${rows.join('\n')}\n`)
  return { folder, file: join(folder, 'lsp.yaml') }
}

test('attachments go with size and sha-256; one that is not there, or lies elsewhere, keeps its row out', async () => {
  const { folder, file } = await scanned()

  expect((await run(file)).entities.map(nonZero)).toEqual([{ read: 4, created: 2, quarantined: 2 }])
  expect(
    inTarget(folder, (db) => db.prepare('SELECT size, sha256 FROM attachments').all()),
  ).toEqual([
    { size: scan.length, sha256: createHash('sha256').update(scan).digest('hex') },
    { size: 1, sha256: createHash('sha256').update('b').digest('hex') },
  ])
  const flaws = inTarget(folder, (db) =>
    db.prepare('SELECT flaws FROM hallkit_quarantine ORDER BY key').pluck().all(),
  ).map((text) => JSON.parse(String(text))[0])
  expect(flaws).toMatchObject([
    { code: 'HK-MIG-325', params: { reason: 'missing', path: 'c.jpg' } },
    { code: 'HK-MIG-325', params: { reason: 'outside' } },
  ])
})

test('a file that was exchanged, one that is gone and one that nobody registered are found by the reconciliation', async () => {
  const { folder, file } = await scanned()
  await run(file)
  expect((await reconciled(file)).differences).toEqual([])
  await writeFile(join(folder, 'scans', 'b.jpg'), 'B')
  await rm(join(folder, 'scans', '2014', 'a.jpg'))
  await writeFile(join(folder, 'scans', 'nobody.jpg'), '?')
  const { differences } = await reconciled(file)

  expect(differences.map(({ level, what, where }) => `${level} ${what} ${where}`)).toEqual([
    '3 source-changed 2',
    '1 count ',
    '4 file-without-row nobody.jpg',
  ])
  // The next run sees the other file though its row is what it was.
  expect((await run(file)).entities.map(nonZero)).toEqual([{ read: 4, updated: 1, quarantined: 3 }])
})
