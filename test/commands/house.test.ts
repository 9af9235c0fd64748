import { describe, expect, test } from 'vitest'
import { type Copy, copyOfHouse } from '../support/gate.js'

/** The built program, in a folder whose path holds Chinese, a space and brackets. */
async function installed(): Promise<Copy> {
  const copy = await copyOfHouse()
  copy.bring('bin', 'dist', 'oclif.manifest.json')
  return copy
}

describe('hallkit as a process', () => {
  test('runs from a path with Chinese, spaces and brackets', async () => {
    const copy = await installed()

    expect(copy.folder).toMatch(/演练 \(测试\) /)
    expect(copy.run(['bin/run.js', '--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^hallkit\/\d+\.\d+\.\d+ \S+ node-v\d+/),
    })
  })

  test('helps in Chinese, and in English when the flag stands before the command', async () => {
    const copy = await installed()

    const chinese = copy.run(['bin/run.js', '--help'])
    const english = copy.run(['bin/run.js', '--lang', 'en', '--help'])

    expect(chinese.stdout).toMatch(/用法\n {2}\$ hallkit/)
    expect(english.stdout).toMatch(/USAGE\n {2}\$ hallkit/)
    expect(english.stdout).not.toMatch(/\p{Script=Han}/u)
    expect(chinese.stdout).not.toMatch(/USAGE|TOPICS|COMMANDS/)
  })

  test('helps with a command in both languages', async () => {
    const copy = await installed()

    const pages = [
      copy.run(['bin/run.js', 'help', 'help', 'exit-codes']),
      copy.run(['bin/run.js', '--lang', 'en', 'help', 'exit-codes', '--help']),
    ]

    expect(pages[0]?.stdout).toContain('通用选项')
    expect(pages[1]?.stdout).toContain('GLOBAL FLAGS')
    expect(pages[1]?.stdout).not.toMatch(/\p{Script=Han}/u)
  })

  test('moves global flags behind the command', async () => {
    const { status, stdout } = (await installed()).run([
      'bin/run.js',
      '--json',
      '--lang',
      'en',
      'help',
      'exit-codes',
    ])

    expect(status).toBe(0)
    expect(JSON.parse(stdout).result.codes[0].meaning).toBe('Done, nothing to look at')
  })

  test('answers an unknown command with the nearest one, in words and as JSON', async () => {
    const copy = await installed()

    const spoken = copy.run(['bin/run.js', 'help', 'exit-code'])
    const written = copy.run(['bin/run.js', '--json', 'hlep', 'exit-codes'])

    expect(spoken).toMatchObject({ status: 2, stdout: '' })
    expect(spoken.output).toContain('hallkit help exit-codes')
    expect(written.status).toBe(2)
    expect(JSON.parse(written.stdout)).toMatchObject({
      ok: false,
      error: {
        code: 'HK-USAGE-002',
        exitCode: 2,
        suggestions: ['是否要用：hallkit help exit-codes'],
      },
    })
  })

  test('says that words behind a command are too many', async () => {
    const { status, stdout } = (await installed()).run([
      'bin/run.js',
      'help',
      'exit-codes',
      '多余',
      '--json',
    ])

    expect(status).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'HK-USAGE-007' })
  })

  test('answers a wrong flag with one JSON error and exit code 2', async () => {
    const { status, stdout } = (await installed()).run([
      'bin/run.js',
      'help',
      'exit-codes',
      '--jsno',
      '--json',
    ])

    expect(status).toBe(2)
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'HK-USAGE-003', exitCode: 2 })
  })

  test('without a build says how to get one', async () => {
    const copy = await copyOfHouse()
    copy.bring('bin')

    const { status, output } = copy.run(['bin/run.js', '--version'])

    expect(status).toBe(70)
    expect(output).toContain('npm run build')
  })
})
