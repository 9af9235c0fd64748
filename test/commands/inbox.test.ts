import { execFileSync } from 'node:child_process'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import Inbox from '../../src/commands/inbox.js'
import Init from '../../src/commands/init.js'
import { collectFiles } from '../../src/lib/inbox/index.js'
import { readBook } from '../../src/lib/sheets/index.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

test('what cannot be read says how to send it again, and keeps nobody waiting', async () => {
  const root = join(await tempFolder(), '工作目录')
  await runCommand(Init, [root, '--notice', 'menghai-2015'])
  const inbox = join(root, 'inbox')
  const put = (name: string, content: string | Uint8Array) => writeFile(join(inbox, name), content)
  await put('林业局.rar', 'Rar!\u001a\u0007\u0000')
  await put('水务局.pdf', '%PDF-1.4\n')
  await put('教育局.xlsx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a))
  await put('财政局.doc', '{\\rtf1 表}')
  await put('里外.zip', zipSync({ '里.zip': zipSync({ 'a.txt': new Uint8Array(2) }) }))
  await put('~$打开着.xlsx', 'x')
  await symlink('转回.xlsx', join(inbox, '转去.xlsx'))
  await symlink('转去.xlsx', join(inbox, '转回.xlsx'))
  const hasPipe = makePipe(join(inbox, '管道.xlsx'))

  const { stderr, exitCode } = await runCommand(Inbox, ['--workspace', root])

  const lineOf = (name: string) => stderr.split('\n').find((line) => line.includes(`inbox/${name}`))
  expect(exitCode).toBe(1)
  expect(lineOf('林业局.rar')).toMatch(/HK-SHEET-005.*解压后发送/)
  expect(lineOf('水务局.pdf')).toMatch(/PDF.*请填报单位发送/)
  expect(lineOf('教育局.xlsx')).toMatch(/PNG.*图片/)
  expect(lineOf('财政局.doc')).toMatch(/RTF.*另存为 \.docx/)
  expect(lineOf('里外.zip/里.zip')).toMatch(/ZIP.*解压后/)
  expect(lineOf('转去.xlsx')).toContain('HK-SHEET-003')
  expect(stderr).not.toContain('打开着')
  if (hasPipe) expect(lineOf('管道.xlsx')).toContain('不是普通文件')
})

const PIPE_MAKER = '/usr/bin/mkfifo'

/** Whether there is a pipe now: some systems have none. */
function makePipe(path: string): boolean {
  try {
    execFileSync(PIPE_MAKER, [path])
    return true
  } catch (error) {
    console.log(`no pipe on this system: ${String(error)}`)
    return false
  }
}

/** As somebody who is not root: root may look into every folder. */
function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) return work()
  process.seteuid(65_534)
  return work().finally(() => process.seteuid?.(0))
}

test('a folder in the inbox that may not be looked into is told of by name, and stops nothing', async () => {
  const root = await tempFolder()
  const closed = join(root, '局里的')
  await mkdir(closed)
  await writeFile(join(root, '说明.csv'), '事项名称,法定时限\n取水许可,20个工作日\n')
  await chmod(root, 0o755)
  await chmod(closed, 0o000)
  const files = await asNobody(() => collectFiles([root], root))
  const opened = asNobody(() => readBook(closed))

  expect(files.map(({ name }) => name)).toEqual(['局里的', '说明.csv'])
  await expect(opened).rejects.toMatchObject({
    code: 'HK-SHEET-003',
    params: { file: '局里的', reason: 'EACCES' },
  })
  await chmod(closed, 0o755)
})
