import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isProblem } from '../../../src/lib/errors/index.js'
import {
  createWorkspace,
  diskRisk,
  findWorkspace,
  importsOf,
  openWorkspace,
  readStore,
  writeFileAtomic,
  writeStore,
} from '../../../src/lib/workspace/index.js'
import { officeFolder } from './folder.js'

const OPTIONS = { id: '0badcafe', notice: 'menghai-2015', region: '532822' } as const
const NOW = '2015-03-30T10:00:00+08:00'

async function problemOf(act: () => unknown): Promise<string> {
  try {
    await act()
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
  return 'none'
}

test('a workspace is made in a folder whose name has Chinese, blanks and brackets, and found from within', async () => {
  const dir = join(officeFolder(), '演练 [28家]')

  const made = await createWorkspace(dir, OPTIONS)

  expect((await openWorkspace(dir)).settings).toEqual(made.settings)
  expect(findWorkspace(join(dir, 'inbox'))).toBe(dir)
  expect(readFileSync(made.paths.settings, 'utf8')).toMatch(
    /^# yaml-language-server: \$schema=\.hallkit\/hallkit\.schema\.json\n/,
  )
  const store = writeStore(made, NOW)
  expect(importsOf(store)).toEqual([])
  store.close()
})

test('a folder that is a workspace already, or holds other things, is refused untouched', async () => {
  const dir = officeFolder()
  writeFileSync(join(dir, '名单.xlsx'), '')
  expect(await problemOf(() => createWorkspace(dir, OPTIONS))).toBe('HK-WORK-003')

  const other = join(dir, '演练')
  await createWorkspace(other, OPTIONS)
  expect(await problemOf(() => createWorkspace(other, OPTIONS))).toBe('HK-WORK-002')
})

test('a workspace whose making was killed half way can be made again', async () => {
  const dir = officeFolder()
  mkdirSync(join(dir, '.hallkit'))
  mkdirSync(join(dir, 'inbox'))

  expect((await createWorkspace(dir, OPTIONS)).settings.notice).toBe('menghai-2015')
})

test('a mistyped key in hallkit.yaml is told with its line', async () => {
  const { paths } = await createWorkspace(join(officeFolder(), 'w'), OPTIONS)
  writeFileSync(paths.settings, readFileSync(paths.settings, 'utf8').replace('region:', 'regoin:'))

  await expect(openWorkspace(paths.root)).rejects.toMatchObject({
    code: 'HK-YAML-003',
    params: { file: paths.settings, line: 5, key: 'regoin' },
  })
})

test('a folder without hallkit.yaml is no workspace, and a file is no folder', async () => {
  const dir = officeFolder()
  expect(await problemOf(() => openWorkspace(dir))).toBe('HK-WORK-001')
  expect(findWorkspace(dir)).toBeNull()

  writeFileSync(join(dir, '文件'), '')
  expect(await problemOf(() => createWorkspace(join(dir, '文件'), OPTIONS))).toBe('HK-WORK-004')
})

test('a synchronised folder is refused by the name of its service', async () => {
  const dir = join(officeFolder(), '我的坚果云', '演练')
  await expect(createWorkspace(dir, OPTIONS)).rejects.toMatchObject({
    code: 'HK-WORK-006',
    params: { service: '坚果云' },
  })
})

test.each([
  ['/home/u/OneDrive - 勐海县/演练', 'OneDrive'],
  ['/home/u/Dropbox/x', 'Dropbox'],
  ['/d/BaiduSyncdisk/x', '百度网盘'],
  ['/d/WPS云盘/x', 'WPS 云盘'],
  ['/Users/u/Library/Mobile Documents/com~apple~CloudDocs/x', 'iCloud'],
])('%s is seen as synchronised', (dir, service) => {
  expect(diskRisk(dir, '')).toEqual({ kind: 'synchronised', service })
})

test('network disks are told by UNC path or by mount type, local ones are not', () => {
  const mounts = [
    '/dev/sda1 / ext4 rw 0 0',
    '//srv/share /mnt/\\345\\205\\261\\344\\272\\253\\040盘 cifs rw 0 0',
    'nas:/v /mnt/nas nfs4 rw 0 0',
    'x /home fuse.fuse-overlayfs rw 0 0',
    '/dev/sdb1 /media/usb fuseblk rw 0 0',
    'host: /mnt/ssh fuse.sshfs rw 0 0',
  ].join('\n')

  expect(diskRisk('\\\\srv\\共享\\演练', '')).toEqual({ kind: 'network', disk: 'UNC' })
  expect(diskRisk('/mnt/nas/a', mounts)).toEqual({ kind: 'network', disk: 'nfs4' })
  expect(diskRisk('/mnt/ssh', mounts)).toEqual({ kind: 'network', disk: 'fuse.sshfs' })
  for (const local of ['/data', '/home/u', '/media/usb/演练', '/mnt/nasty']) {
    expect(diskRisk(local, mounts)).toBeNull()
  }
})

test('a second writer is refused by name, a reader is not', async () => {
  const workspace = await createWorkspace(join(officeFolder(), 'w'), OPTIONS)
  const writer = writeStore(workspace, NOW)

  await expect(async () => writeStore(workspace, NOW)).rejects.toMatchObject({
    code: 'HK-WORK-007',
    params: { pid: process.pid, host: hostname(), started: NOW },
  })
  readStore(workspace).close()
  writer.close()
  writeStore(workspace, NOW).close()
})

test('the lock of a dead process is taken over, that of another machine is not', async () => {
  const workspace = await createWorkspace(join(officeFolder(), 'w'), OPTIONS)
  const dead = spawnSync(process.execPath, ['-e', '0']).pid
  const hold = (pid: number, host: string) =>
    writeFileSync(workspace.paths.lock, JSON.stringify({ pid, host, started: NOW }))

  hold(dead, hostname())
  writeStore(workspace, NOW).close()
  writeFileSync(workspace.paths.lock, '{"pid": 12')
  writeStore(workspace, NOW).close()
  hold(dead, '别的电脑')
  expect(await problemOf(() => writeStore(workspace, NOW))).toBe('HK-WORK-007')
})

test('a store made by a newer version, or damaged, is refused in words', async () => {
  const workspace = await createWorkspace(join(officeFolder(), 'w'), OPTIONS)
  const store = writeStore(workspace, NOW)
  store.database.pragma('user_version = 99')
  store.close()
  await expect(async () => readStore(workspace)).rejects.toMatchObject({
    code: 'HK-WORK-008',
    params: { found: 99 },
  })

  writeFileSync(workspace.paths.store, 'no database at all '.repeat(400))
  const error = await Promise.resolve()
    .then(() => readStore(workspace))
    .catch((reason: unknown) => reason)
  expect(isProblem(error, 'HK-WORK-009')).toBe(true)
})

test('a file is written whole; if an office program holds it, it is saved beside it and says so', async () => {
  const dir = officeFolder()
  const path = join(dir, '汇总', '情况报告.xlsx')
  expect(await writeFileAtomic(path, '一')).toEqual({ path, note: null })
  await writeFileAtomic(path, '二')
  expect(readFileSync(path, 'utf8')).toBe('二')

  writeFileSync(join(dir, '汇总', '.~情况报告.xlsx'), '')
  const second = await writeFileAtomic(path, '三')
  const third = await writeFileAtomic(path, '四')

  expect(second).toMatchObject({
    path: join(dir, '汇总', '情况报告 (2).xlsx'),
    note: { code: 'HK-WORK-102' },
  })
  expect(third.path).toBe(join(dir, '汇总', '情况报告 (3).xlsx'))
  expect(readFileSync(path, 'utf8')).toBe('二')
})

test('a file that cannot be saved leaves no half-written one', async () => {
  const dir = officeFolder()
  mkdirSync(join(dir, '是文件夹.xlsx', '内'), { recursive: true })
  expect(await problemOf(() => writeFileAtomic(join(dir, '是文件夹.xlsx'), '一'))).toBe(
    'HK-WORK-011',
  )
})
