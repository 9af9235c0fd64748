import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  checkHall,
  connectByConnector,
  loadHallRules,
  readConnector,
} from '../../../src/lib/hall/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { Denied, VendorBook, type VendorServer, vendorServer } from '../../support/vendor-book.js'

const folder = fileURLToPath(new URL('../../support/vendors/', import.meta.url))
const passwordFor = (user: string) => `口令-${user}`
const [unit, item] = ['11530822000000001A', '3530100001']
const roles = ['applicant', 'coordinator', 'window_acceptor', 'handler', 'reviewer', 'approver']
const accounts = Object.fromEntries([...roles, 'issuer'].map((role) => [role, `a-${role}`]))

let vendor: VendorServer

/** A vendor whose messages are XML: one address, the operation is the name of the root. */
function xmlHall(): Promise<VendorServer> {
  const book = new VendorBook()
  const log: object[] = []
  const field = (text: string, name: string) =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? ''
  const row = (fields: object) =>
    `<row ${Object.entries(fields)
      .map(([name, value]) => `${name}="${value}"`)
      .join(' ')}/>`
  const noted = (one: object) => {
    log.push({ ...one, seq: log.length + 1, at: 1_428_450_000_000 + log.length })
    return row(one)
  }
  const answer = (text: string): string => {
    const of = (name: string) => field(text, name)
    const operation = /<(\w+)>/.exec(text)?.[1] ?? ''
    if (operation === 'list') return book.cases.map(row).join('')
    if (operation === 'log')
      return log
        .slice(Number(of('after')))
        .map(row)
        .join('')
    if (of('password') !== passwordFor(of('user'))) throw new Denied('E01', '口令错误')
    if (operation === 'login') return ''
    if (operation === 'move') return noted({ ...book.move(of('no'), of('operation'), of('user')) })
    const [applicant, remark, by] = [of('applicant'), of('remark'), of('user')]
    return noted({ ...book.submit({ item: of('item'), unit: of('unit'), applicant, remark, by }) })
  }
  return vendorServer((_, body, reply) => {
    try {
      reply.end(`<ok>${answer(body.toString('utf8'))}</ok>`)
    } catch (error) {
      const { code, message } = error as Denied
      reply.end(`<error code="${code}">${message}</error>`)
    }
  })
}

async function open(file: string, allowCode: boolean, password?: string) {
  return connectByConnector(await readConnector(file), {
    ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: {}, url: vendor.url },
    ...{ credentials: async (account) => password ?? passwordFor(account), ledgerFile: null },
    allowCode,
  })
}

beforeAll(async () => {
  vendor = await xmlHall()
})
afterAll(() => vendor.close())

describe('a connector that is program code', () => {
  const file = join(folder, 'xml-hall.yaml')
  const hash = async () =>
    createHash('sha256')
      .update(await readFile(join(folder, 'xml-hall.mjs')))
      .digest('hex')

  test('runs only by consent, which is asked with the hash of the code', async () => {
    await expect(open(file, false)).rejects.toMatchObject({
      ...{ code: 'HK-CODE-001' },
      params: { codes: [{ module: 'xml-hall.mjs', sha256: await hash() }] },
    })
  })

  test('drives a vendor whose messages no connector file can speak, to the settlement of a case', async () => {
    const hall = await open(file, true)
    const { spec: connector } = await readConnector(file)
    const report = await checkHall({
      ...{ hall, connector, url: vendor.url, asked: 'L5', now: Date.now },
      ...{ rules: await loadHallRules(templatesDir()), warnings: hall.warnings },
      cast: { unit, item, column: '', accounts },
    })

    expect(report.level).toBe('L5')
    expect(report.capabilities).toContainEqual(
      expect.objectContaining({ id: 'event.list', verdict: 'yes' }),
    )
    expect(
      report.capabilities.filter(({ verdict }) => verdict === 'no').map(({ id }) => id),
    ).toEqual([
      ...['item.list', 'user.list', 'project.list', 'article.list', 'consultation.list'],
      ...['complaint.list', 'item.get', 'guide.get'],
    ])
    const late = { occurredAt: '2015-04-08T08:30:00+08:00', idempotencyKey: 'late', input: {} }
    await expect(
      hall.perform({ ...late, action: 'case.submit', id: null, as: 'a-applicant' }),
    ).rejects.toMatchObject({ code: 'HK-HALL-005', params: { action: 'entry.late' } })
    expect(report.warnings).toMatchObject([
      { code: 'HK-CONN-111', params: { sha256: await hash() } },
    ])
    hall.close()
  })

  test('tells a wrong password, a refusal and what its hall cannot do in the words of the contract', async () => {
    const act = { id: null, input: { item }, as: 'a-handler', unit, idempotencyKey: 'key-1' }
    const stranger = await open(file, true, 'x')
    await expect(stranger.perform({ ...act, action: 'case.submit' })).rejects.toMatchObject({
      code: 'HK-HALL-002',
    })
    const hall = await open(file, true)
    const { id } = await hall.perform({ ...act, action: 'case.submit' })
    const tries = [
      ['case.grant', 'HK-HALL-003'],
      ['case.withdraw', 'HK-HALL-005'],
    ] as const
    for (const [action, code] of tries) {
      await expect(hall.perform({ ...act, action, id })).rejects.toMatchObject({ code })
    }
    await expect(hall.listUsers()).rejects.toMatchObject({ code: 'HK-HALL-005' })
  })

  test('that gives no client, or half of one, is told what it lacks', async () => {
    const dir = await tempFolder()
    const yaml = await readFile(file, 'utf8')
    const codes = {
      'export const x = 1': ['connect'],
      'export const connect = async () => ({ info() {}, get() {} })': ['events', 'can', 'perform'],
    }
    for (const [n, [code, missing]] of Object.entries(codes).entries()) {
      await writeFile(join(dir, `m${n}.mjs`), code)
      await writeFile(join(dir, 'hall.yaml'), yaml.replace('./xml-hall.mjs', `./m${n}.mjs`))
      await expect(open(join(dir, 'hall.yaml'), true)).rejects.toMatchObject({
        ...{ code: 'HK-CONN-014', params: { missing } },
      })
    }
  })
})
