import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Args, Flags } from '@oclif/core'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../../src/lib/errors/index.js'
import { BaseCommand } from '../../../src/lib/ui/index.js'
import { runCommand } from '../../support/run-command.js'
import { tempFolder } from '../../support/temp-folder.js'

/** Does whatever its argument says, so that each way to end can be seen from outside. */
class Probe extends BaseCommand<object> {
  static override args = {
    act: Args.string({ description: '动作', required: true }),
    how: Args.string({ description: '方式', options: ['fast', 'slow'] }),
  }
  static override flags = {
    count: Flags.integer({ description: '数量', min: 1, max: 9 }),
    kind: Flags.string({ description: '种类', options: ['a', 'b'] }),
    folder: Flags.directory({ description: '文件夹', exists: true }),
    site: Flags.url({ description: '网址' }),
    left: Flags.boolean({ description: '左', exclusive: ['right'] }),
    right: Flags.boolean({ description: '右' }),
    pair: Flags.boolean({ description: '成对', dependsOn: ['right'] }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(Probe)
    return await this.act(args.act)
  }

  private async act(what: string): Promise<object> {
    if (what === 'bug') throw new TypeError('x is not a function')
    if (what === 'abort') throw new DOMException('stopped', 'AbortError')
    if (what === 'resume') throw new AppError('HK-INT-001', { resume: 'hallkit drill run' })
    if (what === 'busy')
      throw Object.assign(new Error('EBUSY'), { code: 'EBUSY', path: '/甲.xlsx' })
    if (what === 'full') throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', path: '/乙' })
    if (what === 'findings') return this.endWithFindings({ left: 1 })
    this.print('结果 100%s')
    this.note('说明')
    return { done: true, folder: this.workspaceDir }
  }
}

/** A command whose flag must be given. */
class Strict extends BaseCommand<object> {
  static override flags = {
    unit: Flags.string({ description: '单位', required: true }),
    one: Flags.boolean({ description: '一', exactlyOne: ['one', 'two'] }),
    two: Flags.boolean({ description: '二' }),
  }

  async run(): Promise<object> {
    await this.parse(Strict)
    return {}
  }
}

describe('a command', () => {
  test('prints its result on stdout and the conversation on stderr', async () => {
    const outcome = await runCommand(Probe, ['go'])

    expect(outcome).toMatchObject({ stdout: '结果 100%s\n', stderr: '说明\n', exitCode: 0 })
  })

  test('prints one document and nothing else under --json', async () => {
    const { stdout, stderr, json } = await runCommand(Probe, [
      'go',
      '--json',
      '--workspace',
      '/甲 乙',
    ])

    expect(stderr).toBe('')
    expect(json).toEqual({ ok: true, result: { done: true, folder: '/甲 乙' } })
    expect(stdout.endsWith('}\n')).toBe(true)
  })

  test('ends with 1 when there is something to look at', async () => {
    const outcome = await runCommand(Probe, ['findings', '--json'])

    expect(outcome).toMatchObject({ exitCode: 1, json: { ok: true, result: { left: 1 } } })
  })

  test('speaks the language of the workspace unless a flag says otherwise', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, '子'), { recursive: true })
    await writeFile(join(folder, 'hallkit.yaml'), 'hallkit: 1\nlang: en\n')

    const english = await runCommand(Probe, ['resume', '--workspace', folder])
    const chinese = await runCommand(Probe, ['resume', '--workspace', folder, '--lang', 'zh-CN'])

    expect(english.stderr).toContain('Continue with: hallkit drill run')
    expect(chinese.stderr).toContain('接着做：hallkit drill run')
  })
})

describe('a failure', () => {
  test.each([
    ['resume', 3, 'HK-INT-001'],
    ['abort', 130, 'HK-INT-002'],
    ['busy', 2, 'HK-SYS-001'],
    ['full', 5, 'HK-SYS-002'],
    ['bug', 70, 'HK-BUG-001'],
  ])('%s ends with %i and %s, the same with and without --json', async (act, exitCode, code) => {
    const spoken = await runCommand(Probe, [act])
    const written = await runCommand(Probe, [act, '--json'])

    expect(spoken).toMatchObject({ exitCode, stdout: '' })
    const head = code.startsWith('HK-INT-') ? '中断' : '错误'
    expect(spoken.stderr).toContain(`${head} ${code}：`)
    expect(written).toMatchObject({
      exitCode,
      stderr: '',
      json: { ok: false, error: { code, exitCode } },
    })
  })

  test('shows a stack only with --debug', async () => {
    const plain = await runCommand(Probe, ['bug'])
    const debug = await runCommand(Probe, ['bug', '--debug'])

    expect(plain.stderr).not.toContain('    at ')
    expect(debug.stderr).toContain('TypeError: x is not a function\n    at ')
  })
})

describe('a wrong line is answered in our words with exit code 2', () => {
  test.each([
    [Probe, 'go --jsn', 'HK-USAGE-003', '没有「--jsn」这个选项'],
    [Probe, 'go slowly', 'HK-USAGE-004', 'HOW 不能填「slowly」'],
    [Probe, 'go --kind c', 'HK-USAGE-004', '--kind 不能填「c」'],
    [Probe, '', 'HK-USAGE-005', '缺少必填内容：ACT'],
    [Strict, '--one', 'HK-USAGE-005', '缺少必填内容：--unit'],
    [Probe, 'go fast more', 'HK-USAGE-007', 'more'],
    [Probe, 'go --kind', 'HK-USAGE-008', '--kind 后面缺少内容'],
    [Probe, 'go --site', 'HK-USAGE-008', '--site 后面缺少内容'],
    [Probe, 'go --kind a --kind b', 'HK-USAGE-009', '--kind 只能写一次'],
    [Probe, 'go --count x', 'HK-USAGE-010', '「x」不是整数'],
    [Probe, 'go --site x', 'HK-USAGE-010', '「x」不是网址'],
    [Probe, 'go --folder /no/such', 'HK-USAGE-010', '不是已有的文件夹'],
    [Probe, 'go --count 0', 'HK-USAGE-014', '不得小于 1'],
    [Probe, 'go --count 10', 'HK-USAGE-014', '不得大于 9'],
    [Probe, 'go --left --right', 'HK-USAGE-011', '不能同时使用'],
    [Probe, 'go --pair', 'HK-USAGE-012', '--right'],
    [Strict, '--unit a', 'HK-USAGE-013', '--one、--two'],
    [Probe, 'go --lang fr', 'HK-USAGE-004', '--lang 不能填「fr」'],
  ])('%o %s', async (command, line, code, words) => {
    const argv = line.split(' ').filter(Boolean)
    const { json, exitCode, stdout } = await runCommand(command, [...argv, '--json'])

    expect(json?.error).toMatchObject({
      code,
      message: expect.stringContaining(words),
      exitCode: 2,
    })
    expect(exitCode).toBe(2)
    expect(stdout).not.toMatch(/node_modules|dependencies|See more help/)
  })

  test('a near flag is proposed', async () => {
    const { stderr } = await runCommand(Probe, ['go', '--cuont=3'])

    expect(stderr).toContain('是否要用：--count')
  })
})
