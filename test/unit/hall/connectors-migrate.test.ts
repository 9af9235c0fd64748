// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  connectByConnector,
  loadHallRules,
  type MigratedObject,
  readConnector,
} from '../../../src/lib/hall/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { type VendorServer, vendorServer } from '../../support/vendor-book.js'

const CONNECTOR = `apiVersion: hall-connector/v1
name: archive
title: 逐条收历史的大厅
baseUrl: env:HALL_URL
limits: { ratePerSecond: 500, retries: 0 }
success: { when: status < 300, error: { message: body.why } }
actions:
  case.migrate:
    request: { method: POST, path: /old, as: nobody }
    body: { ly: '\${input.source}', jm: '\${key}', bh: '\${record.number}', dw: '\${record.unit}', zt: '\${record.state}' }
  case.migrated:
    request: { method: POST, path: /seek, as: nobody }
    body: { ly: '\${input.source}', jm: '\${records}' }
    items: body
    map: { key: item.jm, number: item.bh, unit: item.dw, state: item.zt }
  case.unmigrate:
    request: { method: POST, path: /drop, as: nobody }
    body: { jm: '\${key}' }
`

const servers: VendorServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

interface OldCase {
  readonly jm: string
  readonly zt: string
}

/** A vendor that takes one case a call, takes it again when it is sent again, and drops the connection once it has one. */
async function archive(drops: (n: number) => boolean = () => false) {
  const cases: OldCase[] = []
  let n = 0
  type Said = { readonly status?: number; readonly body: unknown; readonly isDropped?: boolean }
  // biome-ignore lint/suspicious/noExplicitAny: whatever the client sends
  const routes: Readonly<Record<string, (body: any) => Said>> = {
    '/seek': ({ jm }) => ({
      body: cases.filter((one) => jm.length === 0 || jm.includes(one.jm)),
    }),
    '/drop': ({ jm }) => {
      const at = cases.findIndex((one) => one.jm === jm && one.zt !== 'handling')
      if (at >= 0) cases.splice(at, 1)
      return { status: at < 0 ? 409 : 200, body: { why: '已有人在办' } }
    },
    '/old': (body) => {
      if (body.dw === '') return { status: 422, body: { why: '没有这个单位' } }
      cases.push(body)
      n += 1
      return { body: {}, isDropped: drops(n) }
    },
  }
  const server = await vendorServer((request, bytes, reply) => {
    const said = routes[request.url ?? '']?.(JSON.parse(bytes.toString()))
    if (said?.isDropped) request.socket.destroy()
    else reply.writeHead(said?.status ?? 200).end(JSON.stringify(said?.body))
  })
  servers.push(server)
  return { ...server, cases }
}

async function open(url: string, change = (text: string) => text) {
  const file = join(await tempFolder(), 'archive.yaml')
  await writeFile(file, change(CONNECTOR))
  return connectByConnector(await readConnector(file), {
    ...{ rules: await loadHallRules(templatesDir()), now: Date.now, ledgerFile: null },
    ...{ env: { HALL_URL: url }, credentials: async () => '' },
  })
}

const old = (key: string, unit = 'U1', state = 'settled'): MigratedObject => ({
  ...{ key, kind: 'case', number: `N${key}`, unit, state, data: {}, live: {} },
  history: [],
})

test("one by one: a refusal is that case's alone, and what was taken is not sent again", async () => {
  const vendor = await archive()
  const hall = await open(vendor.url)
  const all = [old('1'), old('2', ''), old('3')]
  expect(await hall.migrate('旧系统', 'case', all)).toEqual([null, '没有这个单位', null])
  expect(await hall.migrate('旧系统', 'case', all)).toEqual([null, '没有这个单位', null])
  expect(vendor.cases.map(({ jm }) => jm)).toEqual(['1', '3'])
})

test('a connection that breaks after the case was taken leaves it unknown; going on takes none twice', async () => {
  const vendor = await archive((n) => n === 2)
  const hall = await open(vendor.url)
  const all = ['1', '2', '3'].map((key) => old(key))
  await expect(hall.migrate('旧系统', 'case', all)).rejects.toMatchObject({ code: 'HK-HALL-006' })
  expect(await hall.migrate('旧系统', 'case', all)).toEqual([null, null, null])
  expect(vendor.cases.map(({ jm }) => jm)).toEqual(['1', '2', '3'])
})

test('what is there is read back by key, and taken out again unless somebody works on it', async () => {
  const vendor = await archive()
  const hall = await open(vendor.url)
  await hall.migrate('旧系统', 'case', [old('1'), old('2', 'U1', 'handling')])
  const keys: string[] = []
  for await (const page of hall.migrated('旧系统', 'case', ['2', '9'])) {
    keys.push(...page.map(({ key, number, state }) => `${key} ${number} ${state}`))
  }
  expect(keys).toEqual(['2 N2 handling'])
  expect(await hall.unmigrate('旧系统', 'case', ['1', '2'])).toEqual(['2'])
  const without = await open(vendor.url, (text) => text.slice(0, text.indexOf('  case.unmigrate')))
  expect(await without.unmigrate('旧系统', 'case', ['2'])).toEqual(['2'])
  await expect(without.migrate('旧系统', 'article', [old('1')])).rejects.toMatchObject({
    code: 'HK-HALL-005',
  })
})

test('a production hall takes nothing over without its name', async () => {
  const vendor = await archive()
  const hall = await open(vendor.url, (text) => `${text}environment: production\n`)
  await expect(hall.migrate('旧系统', 'case', [old('1')])).rejects.toMatchObject({
    code: 'HK-CONN-005',
  })
  expect(vendor.cases).toEqual([])
})
