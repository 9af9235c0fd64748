import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import HallAudit from '../../src/commands/hall/audit.js'
import HallCheck from '../../src/commands/hall/check.js'
import HallReset from '../../src/commands/hall/reset.js'
import HallSeed from '../../src/commands/hall/seed.js'
import HallStart from '../../src/commands/hall/start.js'
import HallStatus from '../../src/commands/hall/status.js'
import HallStop from '../../src/commands/hall/stop.js'
import { type OwnMachine, ownMachine } from '../support/own-machine.js'
import { runCommand } from '../support/run-command.js'

let machine: OwnMachine
let dir: string
beforeAll(async () => {
  machine = await ownMachine()
  dir = join(machine.home, '县')
})
afterAll(async () => {
  await runCommand(HallStop, ['--workspace', dir])
  await machine.leave()
})

const there = () => ['--workspace', dir, '--json']

test('where no hall runs, status says so with exit code 4, stop has nothing to do, reset and seed are refused', async () => {
  const status = await runCommand(HallStatus, there())
  expect([status.exitCode, status.json?.error?.code]).toEqual([4, 'HK-HALL-020'])
  const stop = await runCommand(HallStop, there())
  expect([stop.exitCode, stop.json?.result]).toEqual([0, { stopped: false, url: null, pid: null }])
  for (const command of [HallReset, HallSeed]) {
    const argv = command === HallReset ? [...there(), '--yes'] : there()
    const { exitCode, json } = await runCommand(command, argv)
    expect([exitCode, json?.error?.code]).toEqual([4, 'HK-HALL-020'])
  }
})

test('a detached hall lives on by itself; it is seeded, counted, emptied and stopped, and its file is free after that', async () => {
  const start = await runCommand(HallStart, [...there(), '--detach'])
  expect(start.exitCode).toBe(0)
  const { url, pid, data } = start.json?.result ?? {}
  expect(pid).not.toBe(process.pid)

  const again = await runCommand(HallStart, [...there(), '--detach'])
  expect([again.exitCode, again.json?.error?.code]).toEqual([2, 'HK-HALL-017'])

  const seed = await runCommand(HallSeed, there())
  expect(seed.json?.result).toMatchObject({
    url,
    from: 'built-in',
    units: { created: 2 },
    items: { created: 3 },
    withoutPassword: [],
  })
  const passwords = JSON.parse(await readFile(seed.json?.result.passwordFile, 'utf8')).passwords
  const login = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ workNo: 'YLMZ03', password: passwords['YLMZ03'] }),
  })
  expect(login.status).toBe(200)

  const status = await runCommand(HallStatus, there())
  expect(status.json?.result).toMatchObject({
    running: true,
    url,
    pid,
    counts: { unit: 2, item: 3 },
  })

  const audit = await runCommand(HallAudit, there())
  expect([audit.exitCode, audit.json?.result]).toMatchObject([0, { events: 0, findings: [] }])

  const check = await runCommand(HallCheck, there())
  expect([check.exitCode, check.json?.result.level]).toEqual([0, 'L8'])
  const verdicts = check.json?.result.capabilities.map((one: { verdict: string }) => one.verdict)
  expect(new Set(verdicts)).toEqual(new Set(['yes'])) // the sample county has somebody for everything
  const held = (await runCommand(HallAudit, there())).json?.result
  expect(held).toMatchObject({ clocks: expect.any(Number), findings: [] })
  expect(held.checks.map((one: { verdict: string }) => one.verdict)).toEqual(
    Array.from({ length: 6 }, () => 'held'),
  )

  const sure = await runCommand(HallReset, there())
  expect([sure.exitCode, sure.json?.error?.code]).toEqual([2, 'HK-USAGE-006'])
  await runCommand(HallReset, [...there(), '--keep-registry', '--yes'])
  const kept = await runCommand(HallStatus, there())
  expect(kept.json?.result.counts).toMatchObject({ unit: 2, item: 3, case: 0 })
  await runCommand(HallReset, [...there(), '--yes'])
  const empty = await runCommand(HallStatus, there())
  expect(empty.json?.result.counts).toMatchObject({ unit: 0, item: 0, user: 0 })

  const stop = await runCommand(HallStop, there())
  expect(stop.json?.result).toEqual({ stopped: true, url, pid })
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  expect(existsSync(`${data}-wal`)).toBe(false)
  const db = new Database(data)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  const reset = await runCommand(HallReset, [...there(), '--yes'])
  expect(reset.json?.result).toMatchObject({ reset: true, running: false })
})

test('a hall that cannot come up in the background says why', async () => {
  const data = join(machine.home, '名单.txt')
  await writeFile(data, '单位,姓名\n')
  const argv = ['--workspace', dir, '--data', data, '--detach', '--json']
  const { exitCode, json } = await runCommand(HallStart, argv)
  expect([exitCode, json?.error?.code]).toEqual([2, 'HK-HALL-022'])
  expect(json?.error?.message).toContain('无法打开大厅的数据文件')
})

test('beyond this machine only with a token of some length', async () => {
  for (const token of [[], ['--token', 'short'], ['--token', 'env:NO_SUCH_NAME']]) {
    const argv = ['--ephemeral', '--listen-anywhere', ...token, ...there()]
    const { exitCode, json } = await runCommand(HallStart, argv)
    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-HALL-023'])
  }
})
