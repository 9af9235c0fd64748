import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { HallUser } from '../../../src/lib/hall/index.js'
import { type HandoutOptions, openHandout } from '../../../src/lib/roster/handout.js'
import { tempFolder } from '../../support/temp-folder.js'

const account = (workNo: string, unit = 'u1'): HallUser => ({
  ...{ workNo, name: '演练员 & <甲>', unit, active: true, roles: [] },
})

async function options(given: Partial<HandoutOptions> = {}): Promise<HandoutOptions> {
  const folder = await tempFolder()
  const numbers = Array.from({ length: 9 }, (_, index) => index + 1)
  return {
    dir: join(folder, 'slips'),
    workspace: join(folder, 'ws'),
    ...{ owner: 'ws-1', run: '2026-11-22T06:00:00.000Z', isResumed: false },
    now: '2015-04-08T08:30:00+08:00',
    until: '2015-04-11T08:30:00+08:00',
    hall: 'http://127.0.0.1:1',
    unitName: (code) => `单位/${code}`,
    newPassword: () => `Secret${numbers.shift()}`,
    ...given,
  }
}

test('a sheet a unit; who has a slip keeps it, only new people get a new sheet', async () => {
  const given = await options()
  const first = await openHandout(given).passwords([account('1'), account('2'), account('9', 'u2')])
  const later = openHandout(given)
  const second = await later.passwords([account('2'), account('3')])

  expect([...first.values()]).toEqual(['Secret1', 'Secret2', 'Secret3'])
  expect([second.get('2'), second.get('3')]).toEqual(['Secret2', 'Secret4'])
  expect((await readdir(given.dir)).sort()).toEqual(
    ['初始口令条-单位_u1-2.docx', '初始口令条-单位_u1.docx', '初始口令条-单位_u2.docx'].sort(),
  )
  expect(later.sheets().at(-1)).toBe(join(given.dir, '初始口令条-单位_u1-2.docx'))
})

test('nobody to make: no folder is made, no sheet written', async () => {
  const given = await options()
  expect((await openHandout(given).passwords([])).size).toBe(0)
  await expect(stat(given.dir)).rejects.toThrow('ENOENT')
})

test('slips of another workspace or another run in the same folder are neither read nor overwritten', async () => {
  const given = await options()
  await openHandout(given).passwords([account('1')])
  const [sheet = ''] = await readdir(given.dir)
  const before = await readFile(join(given.dir, sheet))
  const other = openHandout({ ...given, owner: 'ws-2', newPassword: () => 'Other' })
  expect((await other.passwords([account('1')])).get('1')).toBe('Other')
  const rerun = openHandout({ ...given, run: 'later', newPassword: () => 'Rerun' })
  expect((await rerun.passwords([account('1')])).get('1')).toBe('Rerun')
  expect(await readFile(join(given.dir, sheet))).toEqual(before)
  expect((await openHandout(given).passwords([account('1')])).get('1')).toBe('Secret1')
})

test('a sheet that cannot be read stops everything; what a kill left half written is cleared away', async () => {
  const given = await options()
  await openHandout(given).passwords([account('1')])
  await writeFile(join(given.dir, '初始口令条-单位_u3.docx.new'), 'half')
  await openHandout(given).passwords([account('1')])
  expect(await readdir(given.dir)).toEqual(['初始口令条-单位_u1.docx'])
  await writeFile(join(given.dir, '初始口令条-单位_u3.docx'), 'no zip')
  await expect(openHandout(given).passwords([account('1')])).rejects.toMatchObject({
    code: 'HK-ROST-307',
  })
})

test('a folder inside the workspace is refused, one that only begins like it is not', async () => {
  const given = await options()
  const inside = ['', 'out', 'out/deep', '..hidden'].map((name) => join(given.workspace, name))
  for (const dir of inside) {
    expect(() => openHandout({ ...given, dir })).toThrow('HK-ROST-306')
  }
  expect(() => openHandout({ ...given, dir: `${given.workspace}-slips` })).not.toThrow()
})

test('a slip that has ended is void: its person gets a new one, and the paper says until when', async () => {
  const given = await options()
  await openHandout(given).passwords([account('1'), account('2', 'u2')])
  const late = { now: '2015-04-11T08:30:01+08:00', until: '2015-04-14T08:30:01+08:00' }
  const again = openHandout({ ...given, ...late, isResumed: true })
  expect((await again.passwords([account('1')])).get('1')).toBe('Secret3')
  expect(again.sheets()).toEqual([join(given.dir, '初始口令条-单位_u1-2.docx')])
  const xml = strFromU8(
    unzipSync(await readFile(again.sheets()[0] ?? ''))['word/document.xml'] ?? new Uint8Array(),
  )
  expect(xml).toContain('有效期至：2015年4月14日08:30（大厅时间）')
})

test('a run that was cut short after its last account still tells where its sheets are', async () => {
  const given = await options()
  const first = openHandout(given)
  await first.passwords([account('1')])
  const resumed = openHandout({ ...given, isResumed: true })
  await resumed.passwords([])
  expect(resumed.sheets()).toEqual(first.sheets())
})
