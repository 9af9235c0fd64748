import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import Inbox from '../../src/commands/inbox.js'
import Init from '../../src/commands/init.js'
import UsersCheck from '../../src/commands/users/check.js'
import UsersExport from '../../src/commands/users/export.js'
import UsersGenerate from '../../src/commands/users/generate.js'
import UsersList from '../../src/commands/users/list.js'
import UsersResolve from '../../src/commands/users/resolve.js'
import UsersShow from '../../src/commands/users/show.js'
import { type KeptFolder, keptFolder } from '../support/kept-folder.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const fixtures = fileURLToPath(new URL('../../fixtures/menghai', import.meta.url))

interface UserRow {
  readonly unit: string
  readonly source: unknown
}

interface Gap {
  readonly unit: string
  readonly item: string
  readonly node: string
  readonly settled: string | null
  readonly proposals: readonly { readonly name: string }[]
}

/** Whose sheets the county is made of: units with open gaps, with gaps that a rule settled, and one without any. */
const SAMPLE = ['住建局', '公安局', '林业局', '司法局', '气象局']
const isLong = process.env['HALLKIT_LONG'] === '1'
let kept: KeptFolder

beforeAll(async () => {
  kept = await keptFolder()
  const names = await readdir(join(fixtures, 'inbox'))
  const county = isLong ? names : names.filter((name) => SAMPLE.some((one) => name.includes(one)))
  process.stdout.write(`users: ${county.length} of ${names.length} files of the county\n`)
  await furnish('全县', county)
  await furnish(
    '住建局',
    names.filter((name) => name.includes('住建局')),
  )
  await runCommand(Init, [join(kept.path, '空'), '--notice', 'menghai-2015'])
})
afterAll(() => kept.remove())

async function furnish(name: string, sheets: readonly string[]): Promise<void> {
  const dir = join(kept.path, name)
  await runCommand(Init, [dir, '--notice', 'menghai-2015'])
  for (const sheet of sheets) await cp(join(fixtures, 'inbox', sheet), join(dir, 'inbox', sheet))
  await runCommand(Inbox, ['--workspace', dir, '--json'])
}

interface FindingRow {
  readonly code: string
  readonly level: string
}

function errorsOf(findings: readonly FindingRow[]): readonly string[] {
  return findings.filter(({ level }) => level === 'error').map(({ code }) => code)
}

/** Units outside the sample sent nobody; that is the only error. */
function silent(units: number): readonly string[] {
  return Array.from({ length: units }, () => 'HK-ROST-211')
}

/** A copy of a workspace that was imported once: 全县, 住建局 or 空. */
async function aWorkspace(name = '空'): Promise<string> {
  const dir = join(await tempFolder(), '演练')
  await cp(join(kept.path, name), dir, { recursive: true })
  return dir
}

describe('users', () => {
  test('generate needs people first, and says how to get them', async () => {
    const { json, exitCode } = await runCommand(UsersGenerate, [
      '--workspace',
      await aWorkspace(),
      '--json',
    ])

    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-ROST-003'])
    expect(json?.error?.suggestions.join()).toContain('hallkit roster import')
  })

  test('generate leaves open exactly the gaps that a person must settle, and again changes nothing', async () => {
    const dir = await aWorkspace('全县')
    const expected: {
      readonly gaps: readonly Gap[]
      readonly people: { readonly persons: number }
      readonly perUnit: readonly { readonly unit: string; readonly people: number }[]
    } = JSON.parse(await readFile(join(fixtures, 'expected.json'), 'utf8'))

    const first = await runCommand(UsersGenerate, ['--workspace', dir, '--json'])
    const lock = await readFile(join(dir, 'roster.lock.yaml'), 'utf8')
    const second = await runCommand(UsersGenerate, ['--workspace', dir, '--json'])
    const list = await runCommand(UsersList, [
      '--workspace',
      dir,
      '--unit',
      '林业局',
      '--role',
      '综合管理员',
      '--json',
    ])
    const text = await runCommand(UsersGenerate, ['--workspace', dir])

    const { people, users, gaps, assignments, findings } = first.json?.result ?? {}
    const units = new Set(users.flatMap((user: UserRow) => (user.source === null ? [] : user.unit)))
    expect(units.size).toBe(isLong ? 29 : SAMPLE.length)
    const sampled = expected.perUnit.filter(({ unit }) => units.has(unit))
    const persons = isLong
      ? expected.people.persons
      : sampled.reduce((sum, one) => sum + one.people, 0)
    expect([people.length, users.length]).toEqual([persons, persons + 28])
    const wanted = expected.gaps.filter(({ unit }) => units.has(unit))
    const open = wanted.filter(({ settled }) => settled === null)
    expect(gaps.map((gap: Gap) => [gap.unit, gap.node])).toEqual(
      open.map(({ unit, node }) => [unit, node]),
    )
    const ruled = assignments.filter(
      ({ reason }: { reason: string }) => reason === '本单位唯一的审核人',
    )
    expect(ruled).toHaveLength(wanted.length - open.length)
    expect(errorsOf(findings)).toEqual(silent(expected.perUnit.length - sampled.length))
    expect(second.json?.result).toEqual(first.json?.result)
    expect(await readFile(join(dir, 'roster.lock.yaml'), 'utf8')).toBe(lock)
    expect(list.json?.result.users).toMatchObject([
      { unitName: '勐海县林业局', roles: expect.arrayContaining(['coordinator']) },
    ])
    expect(text.stdout).toContain('缺口：')
    expect(text.exitCode).toBe(1)
  }, 60_000)

  test('check tells coverage, has no error and no breach of separation in the clean county', async () => {
    const dir = await aWorkspace('全县')

    const all = await runCommand(UsersCheck, ['--workspace', dir, '--json'])
    const one = await runCommand(UsersCheck, ['--workspace', dir, '--unit', '气象局', '--json'])
    const text = await runCommand(UsersCheck, ['--workspace', dir, '--unit', '公安局'])

    const { units, dynamic, findings } = all.json?.result ?? {}
    expect(units).toHaveLength(29)
    expect(new Set(dynamic.map(({ id }: { id: string }) => id))).toHaveProperty('size', 9)
    expect(errorsOf(findings)).toEqual(silent(isLong ? 0 : 28 - SAMPLE.length))
    const breaches = ['HK-ROST-203', 'HK-ROST-204', 'HK-ROST-214', 'HK-ROST-202']
    for (const { code } of findings) expect(breaches).not.toContain(code)
    const [{ nodes, held, missing }] = one.json?.result.units ?? []
    expect([one.exitCode, held, missing]).toEqual([0, nodes, []])
    expect(text.stderr).toContain('HK-ROST-207')
    expect([all.exitCode, text.exitCode]).toEqual([1, 1])
  }, 60_000)

  test('export writes one file, or one of each unit for table 2', async () => {
    const dir = await aWorkspace('住建局')
    const wish = (format: string, output: string) =>
      runCommand(UsersExport, [
        ...['--workspace', dir, '--format', format, '--output', join(dir, output), '--json'],
      ])

    const book = await wish('xlsx', '对应表.xlsx')
    const forms = await wish('table2', '下发')

    expect(book.json?.result.files).toEqual([{ unit: null, path: join(dir, '对应表.xlsx') }])
    expect(forms.json?.result.files).toHaveLength(1)
    expect(await readdir(join(dir, '下发'))).toEqual(['勐海县住房和城乡建设局-附件1表2.xlsx'])
  }, 60_000)

  test('resolve keeps decisions that every later generation follows, and the same again changes nothing', async () => {
    const dir = await aWorkspace('全县')
    const at = ['--workspace', dir, '--json']
    const generated = await runCommand(UsersGenerate, at)
    const before: { readonly gaps: readonly Gap[] } = generated.json?.result
    const entries = before.gaps.map(
      ({ unit, item, node, proposals }) =>
        `  - { unit: '${unit}', item: '${item}', node: ${node}, person: '${proposals[0]?.name}' }`,
    )
    const file = join(dir, '定人.yaml')
    await writeFile(file, `rosterDecisions: 1\nnodes:\n${entries.join('\n')}\n`)
    const kept = () => readFile(join(dir, 'roster.decisions.yaml'), 'utf8')

    const first = await runCommand(UsersResolve, ['--decisions', file, ...at])
    const saved = await kept()
    const again = await runCommand(UsersResolve, ['--decisions', file, ...at])
    const after = await runCommand(UsersGenerate, at)
    const asked = await runCommand(UsersResolve, at)
    await writeFile(
      file,
      'rosterDecisions: 1\nnodes:\n  - { unit: 林业局, item: 无此事项, node: 受理, person: 某 }\n',
    )
    const wrong = await runCommand(UsersResolve, ['--decisions', file, ...at])

    expect(first.json?.result).toMatchObject({ added: before.gaps.length, gaps: [] })
    expect([first.exitCode, again.json?.result.added, asked.json?.result.added]).toEqual([0, 0, 0])
    expect(await kept()).toBe(saved)
    expect(after.json?.result.gaps).toEqual([])
    expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([2, 'HK-ROST-006'])
    expect(await kept()).toBe(saved)
  }, 60_000)

  test('a decisions file is written with every gap and its proposals; blank ones stay open', async () => {
    const dir = await aWorkspace('住建局')
    const at = ['--workspace', dir, '--json']
    const file = join(dir, '定人.yaml')

    const sheet = await runCommand(UsersResolve, ['--output', file, ...at])
    const text = await readFile(file, 'utf8')
    const blank = await runCommand(UsersResolve, ['--decisions', file, ...at])
    const { gaps } = sheet.json?.result ?? {}
    await writeFile(file, text.replace('person: ""', `person: "${gaps[0].proposals[0].name}"`))
    const filled = await runCommand(UsersResolve, ['--decisions', file, ...at])
    const again = await runCommand(UsersResolve, ['--output', file, ...at])

    expect([sheet.exitCode, gaps.length]).toEqual([1, 1])
    expect(text).toContain(`建议：${gaps[0].proposals[0].name} ${gaps[0].proposals[0].workNo}`)
    expect(blank.json?.result).toMatchObject({ added: 0, gaps })
    expect(filled.json?.result).toMatchObject({ added: 1, gaps: [] })
    expect([again.exitCode, again.json?.error?.code]).toEqual([2, 'HK-FORM-001'])
  }, 60_000)

  test('the number of applicants is remembered by every later command', async () => {
    const dir = await aWorkspace('住建局')
    const at = ['--workspace', dir, '--json']
    const applicants = async (
      command: Parameters<typeof runCommand>[0],
      args: readonly string[] = [],
    ) =>
      (await runCommand(command, [...args, ...at])).json?.result.users.filter(
        ({ name }: { name: string }) => name.startsWith('演练申请人'),
      ).length

    const before = await applicants(UsersList)
    const asked = await applicants(UsersGenerate, ['--applicants', '3'])

    expect([before, asked]).toEqual([28, 3])
    expect([await applicants(UsersGenerate), await applicants(UsersList)]).toEqual([3, 3])
  }, 60_000)

  test('without a terminal resolve names the flag that answers; show tells what a person does and why', async () => {
    const dir = await aWorkspace('住建局')
    const at = ['--workspace', dir, '--json']

    const refused = await runCommand(UsersResolve, at)
    const [gap] = (await runCommand(UsersGenerate, at)).json?.result.gaps ?? []
    const shown = await runCommand(UsersShow, [gap.proposals[0].name, ...at])
    const nobody = await runCommand(UsersShow, ['查无此人', ...at])

    expect([refused.exitCode, refused.json?.error?.code]).toEqual([2, 'HK-USAGE-006'])
    expect(refused.json?.error?.suggestions.join()).toContain('--decisions')
    const [user] = shown.json?.result.users ?? []
    expect(user.workNo).toBe(gap.proposals[0].workNo)
    expect(user.nodes[0].reason).toMatch(/第\d+行/u)
    expect(JSON.stringify(user)).not.toContain('phone')
    expect([nobody.exitCode, nobody.json?.error?.code]).toEqual([2, 'HK-ROST-007'])
  }, 60_000)

  test('list refuses a role that nobody knows, with near ones', async () => {
    const { json, exitCode } = await runCommand(UsersList, [
      '--role',
      '综合管里员',
      '--workspace',
      await aWorkspace(),
      '--json',
    ])

    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-ROST-005'])
    expect(json?.error?.suggestions.join()).toContain('综合管理员')
  })
})
