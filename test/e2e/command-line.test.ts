import { mkdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openYard, type Yard } from '../support/e2e/county.js'
import { documentOf, type Ended, hallkit } from '../support/e2e/hallkit.js'

const han = /\p{Script=Han}/u
/** The one Chinese thing that an English page may show: an example's folder name after `--keep` and the like. */
const folderNames = /(?:--\w[\w-]*[ =]|init |unit )\S*\p{Script=Han}\S*/gu

describe('hallkit as a person types it', () => {
  let yard: Yard
  let run: (...args: string[]) => Promise<Ended>
  beforeAll(async () => {
    yard = await openYard()
    run = (...args) => hallkit(args, yard)
  })
  afterAll(() => yard.remove())

  it('helps in Chinese', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^网上办事大厅演练与数据迁移工具/)
    for (const heading of ['用法', '从这里开始', '命令']) expect(stdout).toContain(heading)
    expect(stdout).not.toMatch(/\b(?:USAGE|FLAGS|COMMANDS|TOPICS|DESCRIPTION|EXAMPLES)\b/)
  })

  it('helps in English, without a Chinese character', async () => {
    const { code, stdout } = await run('--lang', 'en', '--help')
    expect(code).toBe(0)
    expect(stdout).toContain('USAGE')
    expect(stdout).not.toMatch(han)
  })

  it('takes a global flag before the command and after it', async () => {
    const [before, after] = await Promise.all([
      run('--lang', 'en', 'demo', '--help'),
      run('demo', '--help', '--lang', 'en'),
    ])
    expect(before.code).toBe(0)
    expect(before.stdout).toBe(after.stdout)
    expect(before.stdout).toContain('USAGE')
    expect(before.stdout.replaceAll(folderNames, '')).not.toMatch(han)
  })

  it('says its version', async () => {
    const { code, stdout } = await run('--version')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^hallkit\/\d+\.\d+\.\d+ /)
  })

  it('explains every exit code', async () => {
    const { code, stdout } = await run('help', 'exit-codes', '--json')
    expect(code).toBe(0)
    const codes = JSON.stringify(JSON.parse(stdout))
    for (const known of [0, 1, 2, 3, 4, 5, 70, 130]) expect(codes).toContain(`:${known},`)
  })

  it.each([
    ['a wrong flag', ['demo', '--kep', 'x']],
    ['a wrong flag before the command', ['--kep', 'demo']],
    ['a wrong value', ['demo', '--seed', 'seven']],
    ['an unknown command', ['demmo']],
    ['an unknown command of a topic', ['drill', 'rnu']],
    ['a missing argument', ['drill', 'why']],
    ['one argument too many', ['doctor', 'me']],
  ])('answers %s with 2 and one JSON error', async (_, args) => {
    const ended = await run(...args, '--json')
    expect(ended.stderr).toBe('')
    const { ok, error } = documentOf(ended)
    expect({ ok, code: ended.code }).toEqual({ ok: false, code: 2 })
    expect(error).toEqual({
      code: expect.stringMatching(/^HK-USAGE-\d{3}$/),
      message: expect.stringMatching(han),
      suggestions: expect.arrayContaining([expect.any(String)]),
      exitCode: 2,
    })
  })

  it('says an error in English when asked so, wherever the flag stands', async () => {
    const ended = await Promise.all([
      run('--lang', 'en', 'demmo', '--json'),
      run('demmo', '--json', '--lang', 'en'),
    ])
    const [first, second] = ended.map(documentOf)
    expect(first).toEqual(second)
    expect(JSON.stringify(first)).not.toMatch(han)
  })

  it('says an error on stderr and nothing on stdout without --json', async () => {
    const { code, stdout, stderr } = await run('demo', '--kep', 'x')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^错误 HK-USAGE-\d{3}：/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('does not begin a demo in a folder that holds something else', async () => {
    await mkdir(`${yard.cwd}/别人的文件夹/资料`, { recursive: true })
    const ended = await run('demo', '--json', '--keep', '别人的文件夹')
    expect(ended.code).toBe(2)
    expect(documentOf(ended)).toMatchObject({ ok: false, error: { exitCode: 2 } })
  })
})
