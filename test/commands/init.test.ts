import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import Doctor from '../../src/commands/doctor.js'
import Init from '../../src/commands/init.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

describe('init', () => {
  test('makes the folder, and shows what is inferred and what comes next', async () => {
    const dir = join(await tempFolder(), '演练')

    const { stdout, exitCode } = await runCommand(Init, [dir, '--notice', 'menghai-2015'])

    expect(exitCode).toBe(0)
    expect(stdout).toContain('参演单位 28 家')
    expect(stdout).toContain('投资审批申报不少于5件\tb1 第一批（投资项目单位）\t')
    expect(stdout).toContain('hallkit inbox')
    expect(existsSync(join(dir, 'inbox'))).toBe(true)
  })

  test('settles what the notice leaves open, by a flag', async () => {
    const dir = join(await tempFolder(), '演练')
    const argv = [dir, '--notice', 'menghai-2015', '--invest-batches', 'b1，b2', '--json']

    const { json } = await runCommand(Init, argv)

    expect(json?.result).toMatchObject({ workspace: dir, notice: 'menghai-2015', units: 28 })
    expect(json?.result.inferred).toContainEqual(expect.objectContaining({ value: 'b1 b2' }))
    expect(readFileSync(join(dir, 'hallkit.yaml'), 'utf8')).toMatch(/invest-batches:\s+- b1\s+- b2/)
  })

  test.each([
    [['--notice', 'menghai-2051'], 'HK-NOTICE-001'],
    [['--notice', 'menghai-2015', '--invest-batches', 'b9'], 'HK-NOTICE-004'],
    [[], 'HK-USAGE-006'],
  ])('%j is refused with %s, and no folder is made', async (flags, code) => {
    const dir = join(await tempFolder(), '演练')

    const { json, exitCode } = await runCommand(Init, [dir, ...flags, '--json'])

    expect([exitCode, json?.error?.code, existsSync(dir)]).toEqual([2, code, false])
  })

  test('never touches a folder that holds something', async () => {
    const dir = await tempFolder()
    writeFileSync(join(dir, '名单.xlsx'), '')

    const { stderr, exitCode } = await runCommand(Init, [dir, '--notice', 'menghai-2015'])

    expect(exitCode).toBe(2)
    expect(stderr).toContain('名单.xlsx')
  })
})

describe('doctor', () => {
  test('says of each thing whether it is well', async () => {
    const dir = join(await tempFolder(), '演练')
    await runCommand(Init, [dir, '--notice', 'menghai-2015'])

    const { json, exitCode } = await runCommand(Doctor, ['--workspace', dir, '--json'])

    const states = Object.fromEntries(
      json?.result.checks.map(({ id, state }: { id: string; state: string }) => [id, state]),
    )
    expect(states).toMatchObject({
      node: 'good',
      sqlite: 'good',
      disk: 'good',
      workspace: 'good',
      store: 'none',
      lock: 'good',
    })
    expect(exitCode).toBe(0)
  })

  test('a broken hallkit.yaml and a damaged store are named, exit 1', async () => {
    const dir = join(await tempFolder(), '演练')
    await runCommand(Init, [dir, '--notice', 'menghai-2015'])
    writeFileSync(join(dir, 'hallkit.yaml'), 'hallkit: 2\n')
    writeFileSync(join(dir, '.hallkit', 'store.sqlite'), 'no database at all '.repeat(400))

    const { stdout, exitCode } = await runCommand(Doctor, ['--workspace', dir])

    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/工作目录\t不行\t.*HK-YAML/)
    expect(stdout).toMatch(/数据库\t不行\t.*HK-WORK-009/)
  })

  test('works outside a workspace too, in English', async () => {
    const { stdout, exitCode } = await runCommand(Doctor, [
      '--workspace',
      await tempFolder(),
      '--lang',
      'en',
    ])

    expect(exitCode).toBe(0)
    expect(stdout).toContain('this folder is no workspace')
  })
})
