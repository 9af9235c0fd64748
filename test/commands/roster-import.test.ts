import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import Init from '../../src/commands/init.js'
import RosterImport from '../../src/commands/roster/import.js'
import Status from '../../src/commands/status.js'
import UsersGenerate from '../../src/commands/users/generate.js'
import { writePeopleSheets } from '../support/people-sheets.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

async function aWorkspace(name: string): Promise<string> {
  const dir = join(await tempFolder(), name)
  await runCommand(Init, [dir, '--notice', 'menghai-2015'])
  return dir
}

const inbox = join(import.meta.dirname, '../../fixtures/menghai/inbox')

interface UserRow {
  readonly name: string
  readonly unit: string
  readonly roles: readonly string[]
}

describe('the sheet of a unit', () => {
  test('takes in people, quarantines the nameless row, and the same again changes nothing', async () => {
    const dir = await aWorkspace('残联')
    const file = (await readdir(inbox)).find((name) => name.includes('残联流程节点'))
    const argv = [join(inbox, String(file)), '--workspace', dir, '--json']

    const first = await runCommand(RosterImport, argv)
    const second = await runCommand(RosterImport, argv)

    const { read, stored, quarantined } = first.json?.result?.totals ?? {}
    expect([read, quarantined, first.exitCode]).toEqual([stored + 1, 1, 1])
    expect(second.json?.result.totals).toMatchObject({
      read,
      stored: 0,
      unchanged: stored,
      quarantined: 1,
    })
    expect(first.json?.result.findings).toMatchObject([{ code: 'HK-ROST-101', row: 15 }])
  })

  test('outside a workspace it says so', async () => {
    const { json, exitCode } = await runCommand(RosterImport, [
      'x.xlsx',
      '--workspace',
      await tempFolder(),
      '--json',
    ])

    expect([exitCode, json?.error?.code]).toEqual([2, 'HK-WORK-001'])
  })
})

describe('sheets that units made themselves', () => {
  test('every shape is read: nobody is lost, merged with a namesake, or put into another unit', async () => {
    const dir = await aWorkspace('形状')
    const sheets = await writePeopleSheets(join(await tempFolder(), '报来'))
    const at = ['--workspace', dir, '--json']

    const imported = await runCommand(RosterImport, [sheets, ...at])
    const generated = await runCommand(UsersGenerate, at)

    const standing = await runCommand(Status, at)
    const tally = (form: string) =>
      standing.json?.result.forms.find((one: { form: string }) => one.form === form)
    expect(tally('participants')).toEqual({
      form: 'participants',
      received: 1,
      returned: 1,
      missing: 26,
    })

    const { files, totals, findings } = imported.json?.result ?? {}
    expect(files.filter(({ error }: { error: unknown }) => error !== null)).toEqual([])
    expect(totals.read).toBe(totals.stored + totals.quarantined)
    const codes = findings
      .filter(({ level }: { level: string }) => level === 'error')
      .map(({ code, cell, value }: Record<string, string>) => [code, cell, value])
    expect(codes.sort()).toEqual([
      ['HK-ROST-101', null, ''],
      ['HK-ROST-101', 'B8', '待定'],
      ['HK-ROST-107', 'B7', '天宫局'],
      ['HK-SHEET-101', 'I5', '532****00'],
    ])
    const users: readonly UserRow[] = generated.json?.result.users
    const roles = new Map(users.map(({ name, unit, roles: held }) => [`${name} ${unit}`, held]))
    const named = (name: string) => users.filter((user) => user.name === name)
    expect(named('张三').map(({ unit }) => unit)).toEqual([
      '115328229997001591',
      '11532822999700175N',
    ])
    expect(roles.get('王伟 11532822999700060G')).toEqual(['reviewer'])
    expect(roles.get('赵强 11532822999700060G')).toEqual(['window_acceptor'])
    expect(roles.get('陈二 12532822999700108M')).toEqual(['window_acceptor'])
    expect(roles.get('曹一 11532822999700116K')).toEqual(['window_acceptor', 'issuer'])
    expect(roles.get('郑一 11532822999700212W')).toEqual(['window_acceptor'])
    expect(roles.get('冯一 115328229997001404')).toEqual(['approver'])
    expect(roles.get('施一 12532822999700124B')).toEqual(['coordinator'])
    expect(roles.get('沈四 12532822999700271W')).toEqual(['window_acceptor'])
    expect(roles.get('嚴二 115328229997001329')).toEqual(['reviewer'])
    expect(roles.get('艾力·买买提 11532822999700060G')).toEqual(['approver'])
    expect(roles.get('金一 11532822999700239L')).toEqual(['unit_admin'])
    expect(roles.get('魏二 11532822999700239L')).toEqual(['coordinator', 'window_acceptor'])
    expect(roles.get('姜四 11532822999700239L')).toEqual(['handler'])
    expect(roles.get('戚五 11532822999700239L')).toEqual(['approver'])
    expect(roles.get('喻·三 11532822999700247F')).toEqual(['handler'])
    expect(roles.get('窦二 11532822999700183H')).toEqual(['window_acceptor', 'handler'])
    expect(roles.has('云一 11532822999700191C')).toBe(true)
    expect(named('潘三')).toEqual([])
    expect(roles.get('葛一 115328229997002042')).toEqual(['reviewer'])
    expect(named('奚二')).toEqual([])
    expect(named('孔二')).toEqual([])
    expect(named('欧阳娜娜')).toHaveLength(1)
    for (const { json } of [imported, generated]) {
      expect(JSON.stringify(json)).not.toMatch(/13800138\d{3}|13[2-9]000000\d{2}|532822199/)
    }
  }, 60_000)

  test('files in any order give the same accounts, numbers and assignments; again nothing changes', async () => {
    const sheets = await writePeopleSheets(join(await tempFolder(), '报来'))
    const names = (await readdir(sheets)).map((name) => join(sheets, name)).sort()
    const numRuns = process.env['HALLKIT_LONG'] === '1' ? 8 : 1
    process.stdout.write(`orders of people sheets: ${numRuns + 1}\n`)
    const mixed = fc.sample(
      fc.shuffledSubarray(names, { minLength: names.length, maxLength: names.length }),
      { numRuns, seed: 20_150_408 },
    )
    const outcomes: unknown[] = []
    for (const order of [names, ...mixed]) {
      const dir = await aWorkspace('次序')
      const at = ['--workspace', dir, '--json']
      const half = Math.floor(order.length / 2)
      for (const some of [order.slice(0, 1), order.slice(1, half), order.slice(half)]) {
        await runCommand(RosterImport, [...some, ...at])
      }
      const first = await runCommand(UsersGenerate, at)
      const again = await runCommand(RosterImport, [...order.toReversed(), ...at])
      expect(again.json?.result.files.length).toBeGreaterThanOrEqual(order.length)
      expect(again.json?.result.totals).toMatchObject({ stored: 0 })
      const second = await runCommand(UsersGenerate, at)
      expect(second.json?.result).toEqual(first.json?.result)
      expect(first.json?.result.users.length).toBeGreaterThan(60)
      outcomes.push(first.json?.result)
    }

    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
    expect(outcomes).toHaveLength(numRuns + 1)
  }, 60_000)
})
