// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  decodeText,
  openCharset,
  percentEncoded,
} from '../../../src/lib/hall/connectors/charset.js'
import { piped } from '../../../src/lib/hall/connectors/pipes.js'
import { formatTime, readTime } from '../../../src/lib/hall/connectors/times.js'
import { connectByConnector, loadHallRules, readConnector } from '../../../src/lib/hall/index.js'
import { paceOf } from '../../../src/lib/hall/pace.js'
import { tempFolder } from '../../support/temp-folder.js'
import { vendorServer } from '../../support/vendor-book.js'

const { encode: gbk } = await openCharset('gbk')

describe('what is done to a text before it is sent', () => {
  test.each([
    [['sm3'], 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    [['md5', 'hex', 'upper'], 'abc', '900150983CD24FB0D6963F7D28E17F72'],
    [['md5', 'base64'], 'abc', 'kAFQmDzST7DWlj99KOF/cg=='],
    [['base64'], '口令', '5Y+j5Luk'],
    [['gbk', 'hex', 'upper'], '口令', 'BFDAC1EE'],
    [['gbk', 'base64'], '口令', 'v9rB7g=='],
  ] as const)('%j gives the published value', (pipes, text, value) => {
    expect(piped(text, pipes, { gbk })).toBe(value)
  })

  test('an HMAC is that of RFC 4231, test case 2', () => {
    const right = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
    expect(piped('what do ya want for nothing?', ['hmac-sha256'], { key: 'Jefe', gbk })).toBe(right)
  })

  test('any Chinese text goes into a GBK form and comes back the same', async () => {
    const gbk = await openCharset('gb18030')
    const text = fc.string({ unit: fc.constantFrom(...'办件受理【演练】a&=+ %100'), maxLength: 20 })
    fc.assert(
      fc.property(text, (one) => {
        const bytes = percentEncoded(one, gbk).replaceAll(/%([0-9A-F]{2})/g, (_, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        )
        expect(decodeText(Buffer.from(bytes, 'latin1'), 'gbk')).toBe(one)
        expect(percentEncoded(one, gbk)).toMatch(/^[\w%.~-]*$/)
      }),
    )
    expect(iconv.decode(gbk.encode('受理'), 'gbk')).toBe('受理')
  })

  test('times are read as the hall writes them, whatever its pattern', () => {
    const patterns = ['yyyy-MM-dd HH:mm:ss', 'yyyyMMddHHmmss', 'yyyy/MM/dd HH:mm:ss', 's']
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }),
        fc.constantFrom(...patterns),
        (s, dateTime) => {
          const format = { dateTime, utcOffset: '+08:00' }
          expect(Date.parse(readTime(formatTime(s * 1000, format), format) ?? '')).toBe(s * 1000)
        },
      ),
    )
  })
})

describe('what a connector may not do', () => {
  const connect = async (text: string, url: string, more = {}) => {
    const file = join(await tempFolder(), 'hall.yaml')
    await writeFile(
      file,
      `apiVersion: hall-connector/v1\nname: small\ntitle: 小厅\nbaseUrl: ${url}\n${text}`,
    )
    return connectByConnector(await readConnector(file), {
      ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: {}, ledgerFile: null },
      ...{ credentials: async () => '', ...more },
    })
  }

  test('a redirect to a host that is not allowed is not followed', async () => {
    let stolen = 0
    const elsewhere = await vendorServer((_, __, reply) => {
      stolen += 1
      reply.end('[]')
    })
    const hall = await vendorServer((_, __, reply) => {
      reply.writeHead(302, { location: `${elsewhere.url}/cases` }).end()
    })
    const list =
      'actions:\n  case.list: { request: { method: GET, path: /cases, redirects: true }, map: { id: item.id, state: item.s } }\n'
    const client = await connect(list, hall.url)

    await expect(client.count('case')).rejects.toMatchObject({ code: 'HK-CONN-003' })
    expect(stolen).toBe(0)
    client.close()
    await hall.close()
    await elsewhere.close()
  })

  test('reach out of its path by an id', async () => {
    const paths: string[] = []
    const hall = await vendorServer((request, _, reply) => {
      paths.push(request.url ?? '')
      reply.setHeader('content-type', 'application/json').end('{}')
    })
    const get =
      "actions:\n  case.get: { request: { method: GET, path: '/cases/${id}' }, map: { id: item.id, state: item.s } }\n"
    const client = await connect(get, hall.url)
    await client.get('case', '../admin?x=1').catch(() => undefined)

    expect(paths).toEqual(['/cases/..%2Fadmin%3Fx%3D1'])
    client.close()
    await hall.close()
  })

  test('go faster than it was told, or more at once', async () => {
    const pace = paceOf({ ratePerSecond: 100, concurrency: 2 }, () => performance.now())
    let [now, most] = [0, 0]
    const started = performance.now()
    await Promise.all(
      Array.from({ length: 8 }, () =>
        pace(async () => {
          now += 1
          most = Math.max(most, now)
          await new Promise((done) => setTimeout(done, 5))
          now -= 1
        }),
      ),
    )

    expect(most).toBeLessThanOrEqual(2)
    expect(performance.now() - started).toBeGreaterThanOrEqual(65)
  })
})
