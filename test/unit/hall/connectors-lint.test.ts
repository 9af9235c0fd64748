// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import HallConnectorLint from '../../../src/commands/hall/connector/lint.js'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { type HallRules, lintConnector, loadHallRules } from '../../../src/lib/hall/index.js'
import { runCommand } from '../../support/run-command.js'
import { tempFolder } from '../../support/temp-folder.js'

const shipped = (name: string) => join(templatesDir(), 'connectors', `${name}.yaml`)
let rules: HallRules
let good = ''

beforeAll(async () => {
  rules = await loadHallRules(templatesDir())
  good = await readFile(shipped('yunnan-style'), 'utf8')
})

/** The findings of the Yunnan connector with one thing changed, with the line that they point at. */
async function lintWith(from: string, to: string) {
  expect(good).toContain(from)
  const file = join(await tempFolder(), 'hall.yaml')
  const text = good.replace(from, to)
  await writeFile(file, text)
  const findings = await lintConnector(file, rules)
  return findings.map(({ code, params }) => {
    const line = 'line' in params ? Number(params.line) : 0
    return { code, params, text: text.split('\n')[line - 1]?.trim() ?? '' }
  })
}

describe('hall connector lint', () => {
  test.each(['reference', 'yunnan-style', 'exchange-tables', 'exchange-gd'])(
    'finds nothing in %s, which ships',
    async (name) => {
      expect(await lintConnector(shipped(name), rules)).toEqual([])
    },
  )

  test('points at an unknown key with the near one, and at a bad expression, by line and column', async () => {
    const dir = await tempFolder()
    const bad = [
      ['marks: {', 'maks: {', 'HK-YAML-003'],
      ['state: item.linkCode', 'state: item.linkCode ++', 'HK-YAML-005'],
      ['state: item.linkCode', 'state: itm.linkCode', 'HK-YAML-005'],
      ["keyword: '${id}'", "keyword: '${idd}'", 'HK-YAML-005'],
    ] as const
    for (const [from, to, code] of bad) {
      const file = join(dir, 'hall.yaml')
      await writeFile(file, good.replace(from, to))
      const { exitCode, json } = await runCommand(HallConnectorLint, [file, '--json'])
      expect([exitCode, json?.error?.code]).toEqual([2, code])
      expect(json?.error?.message).toMatch(/hall\.yaml.*\d+/s)
    }
  })

  test('names a chain of ids that is broken, and what was saved instead', async () => {
    const [one, ...more] = await lintWith('${saved.template}', '${saved.templat}')

    expect(one).toMatchObject({
      code: 'HK-CONN-103',
      params: { name: 'templat', nearest: ['template'] },
    })
    expect(more.every(({ code }) => code === 'HK-CONN-103')).toBe(true)
  })

  test('refuses hosts that are not allowed, and passwords in the file', async () => {
    const host = await lintWith(
      'path: /rest/commons/searchFlowButtonDto',
      'path: http://elsewhere.example/x',
    )
    const secret = await lintWith("userPwd: '${user.password}'", 'userPwd: hunter2')

    expect(host[0]).toMatchObject({ code: 'HK-CONN-101', params: { host: 'elsewhere.example' } })
    expect(secret).toMatchObject([
      { code: 'HK-CONN-102', text: expect.stringContaining('hunter2') },
    ])
  })

  test('misses a check after an act, a field of a list, a state, an action that exists', async () => {
    const verify =
      '    verify: { call: case.get, expect: target == null || object.state == target, withinSeconds: 30 }\n'
    expect(await lintWith(verify, '')).toMatchObject([
      { code: 'HK-CONN-104', params: { action: 'case.act' } },
    ])
    expect(await lintWith("      '03-05': granted\n", '')).toMatchObject([
      { code: 'HK-CONN-108', params: { kind: 'case', missing: ['granted'] } },
    ])
    expect(await lintWith('call: case.get,', 'call: case.gett,')).toMatchObject([
      {
        code: 'HK-CONN-107',
        params: { name: 'case.gett' },
        text: expect.stringContaining('verify'),
      },
    ])
    expect(await lintWith('grant: [准予许可]', 'grantt: [准予许可]')).toMatchObject([
      { code: 'HK-CONN-107', params: { name: 'grantt', nearest: ['grant'] } },
    ])
  })

  test('says when what was migrated and not answered can neither be sent again nor looked up', async () => {
    const told = await readFile(shipped('reference'), 'utf8')
    const silent = told.replace(/ {2}'\*\.migrated':\n(?: {4}.*\n)+/, '')
    const codes = async (text: string) => {
      const file = join(await tempFolder(), 'hall.yaml')
      await writeFile(file, text)
      return (await lintConnector(file, rules)).map(({ code, params }) => [code, params])
    }
    const once = silent.replace(
      '    idempotent: true\n    items: body.refused',
      '    items: body.refused',
    )
    expect(once).not.toBe(silent)
    expect(await codes(silent)).toEqual([])
    expect(await codes(once)).toMatchObject([
      ['HK-CONN-109', { action: '*.migrate', lacks: ['migrated'] }],
    ])
  })

  test('says where in words, and ends with 1 when there is something to mend', async () => {
    const file = join(await tempFolder(), 'hall.yaml')
    await writeFile(file, good.replace("      '03-05': granted\n", ''))
    const { exitCode, stdout } = await runCommand(HallConnectorLint, [file])

    expect(exitCode).toBe(1)
    expect(stdout).toMatch(
      /提醒\t第 \d+ 行第 \d+ 列（states\.case\.map）：case 的状态表没有对应到 granted/,
    )
    const { json } = await runCommand(HallConnectorLint, [file, '--json'])
    expect(json?.result).toMatchObject({
      errors: 0,
      warnings: 1,
      findings: [{ code: 'HK-CONN-108' }],
    })
    expect((await runCommand(HallConnectorLint, ['yunnan-style'])).exitCode).toBe(0)
  })

  test('a name that is no file and does not ship is told with near ones', async () => {
    const { exitCode, json } = await runCommand(HallConnectorLint, ['yunan-style', '--json'])

    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-CONN-001'])
    expect(json?.error?.suggestions.join()).toContain('yunnan-style')
  })
})
