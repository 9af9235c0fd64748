import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import MigrateDoctor from '../../src/commands/migrate/doctor.js'
import { AppError } from '../../src/lib/errors/index.js'
import { loadCatalogue } from '../../src/lib/i18n/index.js'
import { causeOf } from '../../src/lib/migrate/doctor/causes.js'
import { roomFindings } from '../../src/lib/migrate/doctor/room.js'
import { loadMapping } from '../../src/lib/migrate/index.js'
import { oldCase, oldSystem, people } from '../support/migration.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

describe('migrate doctor', () => {
  test('a mapping whose sources and target are in order is ready', async () => {
    const mapping = await oldSystem(await tempFolder(), { people, cases: [oldCase('A1')] })
    const { json, exitCode } = await runCommand(MigrateDoctor, [mapping, '--json'])

    expect(exitCode).toBe(0)
    expect(json?.result).toMatchObject({
      isReady: true,
      findings: [],
      sources: [
        {
          driver: 'csv',
          isOpen: true,
          tables: [
            { name: '人员', rows: 3 },
            { name: '办件', rows: 1 },
          ],
        },
      ],
    })
  })

  test('lost characters are told, and one damaged table does not hide the others', async () => {
    const folder = await tempFolder()
    const mapping = await oldSystem(folder, { people: ['1,张?娜,,'], cases: [oldCase('A1')] })
    await writeFile(join(folder, 'data', '空表.csv'), '')
    const { json, exitCode, stdout } = await runCommand(MigrateDoctor, [mapping, '--json'])

    expect(exitCode, stdout).toBe(4)
    expect(json?.result.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'HK-MIG-520',
          params: expect.objectContaining({ cause: 'damaged' }),
        }),
      ]),
    )
    await writeFile(join(folder, 'data', '空表.csv'), 'a\n')
    const again = await runCommand(MigrateDoctor, [mapping])
    expect(again.exitCode).toBe(1)
    expect(again.stderr).toContain('人员.csv:2')
    expect(again.stdout).toContain('可以迁移；上面的提醒请先看过')
  })

  test('a server that is not there, a driver that is not installed and a missing file each have their own advice', async () => {
    const port = await closedPort()
    const refused = await runCommand(MigrateDoctor, [`postgres://u@127.0.0.1:${port}/d`, '--json'])
    expect(refused).toMatchObject({
      exitCode: 4,
      json: {
        result: {
          isReady: false,
          findings: [{ code: 'HK-MIG-520', params: { cause: 'refused' } }],
        },
      },
    })
    const driver = await runCommand(MigrateDoctor, ['oracle://u@127.0.0.1/orcl', '--password', 'x'])
    expect(driver.exitCode).toBe(4)
    expect(driver.stderr).toContain('npm install oracledb')
    expect(driver.stderr).toContain('migrate unload oracle')
    expect(await runCommand(MigrateDoctor, [join(await tempFolder(), '没有.dbf')])).toMatchObject({
      exitCode: 4,
    })
  })

  test.each([
    ['NJS-138: connections to this database server version are not supported', 'oracle-old'],
    ['NJS-116: password verifier type 0x939 is not supported', 'oracle-verifier'],
    ['ESOCKET Failed to connect: unsupported protocol', 'tls'],
    ['ESOCKET self-signed certificate', 'tls'],
    ['ELOGIN Login failed for user', 'login'],
    ['ER_ACCESS_DENIED_ERROR Access denied for user', 'login'],
    ['28P01 password authentication failed for user', 'login'],
    ['ER_BAD_DB_ERROR Unknown database', 'database'],
    ['ECONNREFUSED connect', 'refused'],
    ['ENOTFOUND getaddrinfo', 'host'],
    ['42501 permission denied for table bj', 'privilege'],
    ['EWHAT nobody knows', 'other'],
  ] as const)('%s: %s', async (reason, cause) => {
    const found = causeOf(new AppError('HK-MIG-001', { place: 'h', reason }))
    expect(found).toEqual({ cause, reason })
    const { describe: say } = await loadCatalogue('zh-CN')
    const params = { place: 'h', driver: 'oracle', ...found }
    expect(say({ code: 'HK-MIG-520', level: 'error', params }).fix.length).toBeGreaterThan(0)
  })

  test('a disk without room, and a folder that is not there, are told before the day', async () => {
    const mapping = await loadMapping(await oldSystem(await tempFolder(), { people, cases: [] }))
    expect(await roomFindings(mapping, 1e18)).toMatchObject([{ code: 'HK-MIG-523' }])
    const away = { ...mapping, target: { driver: 'sqlite' as const, path: '没有/hall.sqlite' } }
    expect(await roomFindings(away, 0)).toMatchObject([{ code: 'HK-MIG-525' }])
  })
})

function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}
