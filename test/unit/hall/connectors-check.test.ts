// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import HallAudit from '../../../src/commands/hall/audit.js'
import HallCheck from '../../../src/commands/hall/check.js'
import { templatesDir } from '../../../src/lib/assets/index.js'
import type { HallConnection } from '../../../src/lib/hall/index.js'
import {
  ADMIN_TOKEN,
  assignments,
  furnish,
  items,
  passwordFor,
  startTestHall,
  units,
  users,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'
import { type OwnMachine, ownMachine } from '../../support/own-machine.js'
import { runCommand } from '../../support/run-command.js'
import { POSTS } from '../../support/yunnan-flow.js'
import { startYunnanHall } from '../../support/yunnan-hall.js'

const open: { close: () => Promise<void> }[] = []
let machine: OwnMachine

beforeAll(async () => {
  machine = await ownMachine()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
  for (const name of ['HALL_BASE_URL', 'HALL_READER']) delete process.env[name]
})
afterAll(async () => {
  await machine.leave()
})

const roles = [
  'applicant',
  'coordinator',
  'window_acceptor',
  'handler',
  'reviewer',
  'approver',
  'issuer',
  'agency_head',
]

/** Somebody who may handle and review the first item. */
const both = { ...users[0], workNo: 'a-handler_reviewer', roles: ['handler', 'reviewer'] } as const

async function employBoth(hall: HallConnection): Promise<void> {
  const { workNo, roles: held, name = '', unit = '' } = both
  const user = { workNo, name, unit, active: true, roles: [...held] }
  await hall.createUser(user, passwordFor(workNo))
  const seats = ['handle', 'review'].map((node) => ({
    ...{ item: items[0]?.code ?? '', node, workNo, ab: 'A' as const },
  }))
  await hall.putAssignments([...assignments, ...seats])
}

/** A connector that ships, with a cast and passwords of its own, in a folder that is no workspace. */
async function connectorOf(
  name: string,
  change: (text: string) => string = (text) => text,
): Promise<string> {
  const dir = join(machine.home, `${name}-${Math.floor(performance.now())}`)
  await mkdir(dir, { recursive: true })
  const passwords = Object.fromEntries(
    [...users, both].map(({ workNo }) => [workNo, passwordFor(workNo)]),
  )
  await writeFile(join(dir, 'accounts.yaml'), stringify(passwords))
  const cast = { unit: units[0]?.code, item: items[0]?.code, column: '通知公告' }
  const accounts = Object.fromEntries(
    [...roles, 'handler_reviewer'].map((role) => [role, `a-${role}`]),
  )
  const text = await readFile(join(templatesDir(), 'connectors', `${name}.yaml`), 'utf8')
  const named = change(text)
    .replace(/^conformance:.*$/m, '')
    .replace(/^auth:$/m, 'auth:\n  accounts: file:accounts.yaml')
  await writeFile(
    join(dir, 'hall.yaml'),
    `${named}\n${stringify({ conformance: { ...cast, accounts } })}`,
  )
  return dir
}

const check = (dir: string, ...argv: string[]) =>
  runCommand(HallCheck, ['--workspace', dir, '--connector', 'hall.yaml', ...argv])

const verdictsOf = (capabilities: readonly { id: string; verdict: string }[]) =>
  Object.fromEntries(capabilities.map(({ id, verdict }) => [id, verdict]))

const evidenceOf = (capabilities: readonly { id: string; evidence: string[] }[], wanted: string) =>
  capabilities.find(({ id }) => id === wanted)?.evidence.join(' ')

/** What an audit came to, or why it could not look. */
const auditOf = (report: { checks: { id: string; verdict: string; why: string | null }[] }) =>
  Object.fromEntries(report.checks.map(({ id, verdict, why }) => [id, why ?? verdict]))

describe('hall check', () => {
  test('climbs the reference hall through its connector, and leaves nothing of it open', async () => {
    const hall = await startTestHall()
    open.push(hall)
    const setup = await hall.connect()
    await furnish(setup)
    await employBoth(setup)
    process.env['HALL_BASE_URL'] = hall.url
    const dir = await connectorOf('reference', (text) =>
      text.replace("'${service.token}'", ADMIN_TOKEN),
    )
    const { json } = await check(dir, '--json', '--level', 'L8')
    const { level, capabilities, created, warnings } = json?.result ?? {}

    expect(verdictsOf(capabilities)).toMatchObject({
      ...{ 'hall.reach': 'yes', 'auth.login': 'yes', 'case.submit': 'yes', 'case.settle': 'yes' },
      ...{ 'refuse.order': 'yes', 'refuse.role': 'yes', 'refuse.S5': 'yes' },
      ...{ 'item.get': 'yes', 'guide.get': 'yes', 'entry.late': 'yes' },
      ...{ 'case.start_special': 'yes', 'case.end_special': 'yes', 'case.extend': 'yes' },
      ...{
        'supervision.warnings': 'yes',
        'supervision.overdue': 'yes',
        'supervision.cards': 'yes',
      },
    })
    expect(evidenceOf(capabilities, 'supervision.cards')).toMatch(/^\d+$/) // asked for and counted, not declared
    expect(evidenceOf(capabilities, 'refuse.S5')).toMatch(/岗位相分离/)
    expect(evidenceOf(capabilities, 'case.start_special')).toBe('suspended')
    expect([level, warnings]).toEqual([expect.stringMatching(/L[5-8]/), []])
    expect(created.length).toBeGreaterThan(2)
    expect(created.every(({ cleared }: { cleared: boolean }) => cleared)).toBe(true)

    const audit = await runCommand(HallAudit, [
      '--workspace',
      dir,
      '--connector',
      'hall.yaml',
      '--json',
    ])
    expect([audit.exitCode, audit.json?.result.findings]).toEqual([0, []])
    expect(auditOf(audit.json?.result)).toEqual({
      ...{ chain: 'no-chain', numbers: 'held', texts: 'held', dues: 'held', duties: 'held' },
      time: 'held',
    })
  })

  test('a hall that takes what was done before as done now does not enforce late entry; it reaches its level all the same', async () => {
    const hall = await startTestHall()
    open.push(hall)
    const setup = await hall.connect()
    await furnish(setup)
    await employBoth(setup)
    const faults = { seed: 1, faults: [{ kind: 'unmarked-entry' }] }
    await ask(hall, 'PUT', '/__admin/faults', faults, { 'x-admin-token': ADMIN_TOKEN })
    process.env['HALL_BASE_URL'] = hall.url
    const dir = await connectorOf('reference', (text) =>
      text.replace("'${service.token}'", ADMIN_TOKEN),
    )
    const { json } = await check(dir, '--json', '--level', 'L7')
    const { level, capabilities } = json?.result ?? {}

    expect(verdictsOf(capabilities)).toMatchObject({ 'entry.late': 'unenforced' })
    expect(level).toBe('L7')
  })

  test('says in plain words what a vendor cannot do, what a person has to do, and what it lets through', async () => {
    const officers = users.map(({ workNo, unit, roles: held }) => {
      const posts = [...held, ...(workNo === 'a-handler' ? ['reviewer'] : [])].flatMap(
        (role) => POSTS[role] ?? [],
      )
      return { userName: workNo, password: passwordFor(workNo), orgCode: unit, posts }
    })
    const hall = await startYunnanHall(officers)
    open.push(hall)
    process.env['HALL_BASE_URL'] = hall.url
    process.env['HALL_READER'] = 'x-inspector'
    // This vendor has an interface for submission after all, without a word about it in the connector: by hand it stays.
    const dir = await connectorOf('yunnan-style')
    const { exitCode, stdout } = await check(dir, '--level', 'L8')

    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/连得上\t能\t云南式大厅/)
    expect(stdout).toMatch(/看账号清单\t不能\t/)
    expect(stdout).toMatch(/网上申报\t需人工\t/)
    expect(stdout).toMatch(/受理\t未试\t前面没有办成：网上申报/)
    expect(stdout).toMatch(/延期\t不能\t/)
    expect(stdout).toMatch(/看办事指南\t不能\t/)
    expect(stdout).not.toMatch(/\bL\d\b/)

    const audit = await runCommand(HallAudit, [
      '--workspace',
      dir,
      '--connector',
      'hall.yaml',
      '--json',
    ])
    expect([audit.exitCode, auditOf(audit.json?.result)]).toEqual([
      0,
      {
        ...{ chain: 'no-chain', numbers: 'no-events', texts: 'no-events', dues: 'no-clocks' },
        ...{ duties: 'no-events', time: 'no-time' },
      },
    ])
  })

  test('writes nothing to a production hall without its name, and says how', async () => {
    const hall = await startTestHall()
    open.push(hall)
    const client = await hall.connect()
    await furnish(client)
    await employBoth(client)
    process.env['HALL_BASE_URL'] = hall.url
    const dir = await connectorOf('reference', (text) =>
      text
        .replace('environment: rehearsal', 'environment: production')
        .replace("'${service.token}'", ADMIN_TOKEN),
    )
    const looked = await check(dir, '--json')
    const refused = await check(dir, '--json', '--level', 'L3')
    const wrong = await check(dir, '--json', '--level', 'L3', '--production', 'yes')

    expect(looked.json?.result).toMatchObject({ asked: 'L2', environment: 'production' })
    expect([refused.exitCode, refused.json?.error?.suggestions.join()]).toEqual([
      2,
      expect.stringContaining('--production'),
    ])
    expect([wrong.exitCode, wrong.json?.error?.code]).toEqual([5, 'HK-CONN-005'])
    expect(await client.count('case')).toBe(0)
    const { json } = await check(dir, '--json', '--level', 'L3', '--production', 'reference')
    expect(json?.result.level).toBe('L3')
  })
})
