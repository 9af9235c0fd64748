import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import Demo from '../../src/commands/demo.js'
import Status from '../../src/commands/status.js'
import { createWorkspace } from '../../src/lib/workspace/index.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const id = '00000000-0000'

test('demo leaves a workspace of another notice alone', async () => {
  const dir = join(await tempFolder(), '宁夏')
  await createWorkspace(dir, { id, notice: 'ningxia-2015', region: '640000' })
  const { exitCode, json } = await runCommand(Demo, ['--keep', dir, '--json'])

  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-DEMO-001'])
  expect(await readdir(join(dir, 'inbox'))).toEqual([])
})

test('demo leaves a workspace that somebody works in alone', async () => {
  const dir = join(await tempFolder(), '勐海')
  await createWorkspace(dir, { id, notice: 'menghai-2015', region: '532822' })
  await writeFile(join(dir, 'inbox', '民政局.csv'), '单位\n')
  const { exitCode, json } = await runCommand(Demo, ['--keep', dir, '--json'])

  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-DEMO-001'])
  expect(await readdir(join(dir, 'inbox'))).toEqual(['民政局.csv'])
})

test('demo leaves a folder with other things in it alone', async () => {
  const dir = join(await tempFolder(), '文件')
  await mkdir(dir)
  await writeFile(join(dir, '总结.docx'), '')
  const { exitCode, json } = await runCommand(Demo, ['--keep', dir, '--json'])

  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-WORK-003'])
  expect(await readdir(dir)).toEqual(['总结.docx'])
})

test('outside a workspace status says how to begin; a folder that was named is refused instead', async () => {
  const dir = await tempFolder()
  const cwd = process.cwd
  process.cwd = () => dir
  try {
    const { stdout, exitCode } = await runCommand(Status)
    const { json } = await runCommand(Status, ['--json'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/hallkit demo[\s\S]*hallkit init/)
    expect(json?.result).toMatchObject({ stage: 'none', notice: null, next: 'hallkit init' })
  } finally {
    process.cwd = cwd
  }
  const named = await runCommand(Status, ['--workspace', dir, '--json'])
  expect([named.exitCode, named.json?.error?.code]).toEqual([2, 'HK-WORK-001'])
})
