// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { beforeEach, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { openCharset } from '../../../src/lib/hall/connectors/charset.js'
import { openTables } from '../../../src/lib/hall/connectors/table-source.js'
import { xmlRows, xmlWith } from '../../../src/lib/hall/connectors/table-xml.js'
import { connectByConnector, loadHallRules, readConnector } from '../../../src/lib/hall/index.js'
import { tableOptions } from '../../support/tables.js'
import { tempFolder } from '../../support/temp-folder.js'

let dir = ''
let database = ''

beforeEach(async () => {
  dir = await tempFolder()
  database = join(dir, 'front.sqlite')
})

const shipped = (name: string) => join(templatesDir(), 'connectors', `${name}.yaml`)

async function open(file: string, place: string) {
  return connectByConnector(await readConnector(file), {
    ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: { EXCHANGE_DIR: place } },
    ...{ credentials: async () => '', ledgerFile: null },
  })
}

const common = 'row_guid TEXT PRIMARY KEY, cd_batch INTEGER, cd_operation TEXT, project_no TEXT'

/** A front-end database in the national shape, with one case before us and one that carries a tag. */
function nationalDatabase(): Sqlite.Database {
  const front = new Sqlite(database)
  front.exec(`
    CREATE TABLE up_pro_accept (${common}, task_code TEXT, org_code TEXT, apply_name TEXT, apply_date TEXT, memo TEXT);
    CREATE TABLE up_pro_process (${common}, process_name TEXT, handle_user_name TEXT, event_end_time TEXT);
    CREATE TABLE up_pro_special_procedure (${common}, special_name TEXT, special_time TEXT, special_result TEXT);
    CREATE TABLE up_pro_result (${common}, result_date TEXT);
    INSERT INTO up_pro_accept VALUES ('g1', 1, 'I', 'P1', '3530100001', 'U1', '张三', '2015-04-08 08:30:00', '【演练】tag-00000001')`)
  return front
}

function process(front: Sqlite.Database, guid: string, name: string, at: string, operation = 'I') {
  front
    .prepare('INSERT INTO up_pro_process VALUES (?, 2, ?, ?, ?, ?, ?)')
    .run(guid, operation, 'P1', name, '李四', at)
}

describe('exchange tables in a database', () => {
  test('are read in the order of what happened, whichever table tells of it; struck out rows are not', async () => {
    const front = nationalDatabase()
    process(front, 'g2', '受理', '2015-04-08 09:00:00')
    process(front, 'g3', '分办', '2015-04-08 10:00:00')
    process(front, 'g4', '不予许可', '2015-04-08 10:30:00', 'D')
    front.exec(
      `INSERT INTO up_pro_special_procedure VALUES ('g5', 2, 'I', 'P1', '听证', '2015-04-08 11:00:00', NULL)`,
    )
    const hall = await open(shipped('exchange-tables'), database)
    const first = await hall.events(0)
    front.exec(`UPDATE up_pro_special_procedure SET special_result = '结束', cd_operation = 'U'`)
    process(front, 'g6', '承办', '2015-04-20 10:00:00')
    const second = await hall.events(first.last)

    expect(first.events.map(({ type }) => type)).toEqual([
      ...['case.submitted', 'case.accepted', 'case.assigned', 'case.special-approved'],
    ])
    expect(second.events.at(-1)).toMatchObject({
      ...{ state: 'reviewing', actor: '李四', occurredAt: '2015-04-20T10:00:00+08:00' },
    })
    expect(await hall.get('case', 'P1')).toMatchObject({ state: 'reviewing', number: 'P1' })
    hall.close()
    front.close()
  })

  test('are read page by page behind the cursor: every row once, in its order', async () => {
    const front = nationalDatabase()
    const insert = front.prepare(
      `INSERT INTO up_pro_process VALUES (?, ?, 'I', 'P1', '受理', '', NULL)`,
    )
    front.transaction(() => {
      for (let at = 0; at < 1201; at += 1) insert.run(`g${at}`, at % 7 === 0 ? null : at % 7)
    })()
    const source = await openTables(database, await tableOptions())
    const seen: string[] = []
    const batches: number[] = []
    for await (const row of source.rows('up_pro_process', ['cd_batch', 'row_guid'])) {
      seen.push(row['row_guid'] ?? '')
      if (row['cd_batch'] !== '') batches.push(Number(row['cd_batch']))
    }

    expect([seen.length, new Set(seen).size]).toEqual([1201, 1201])
    expect(batches).toEqual(batches.toSorted())
    const wrong = async (...cursor: string[]) => {
      for await (const _ of source.rows('up_pro_process', cursor));
    }
    await expect(wrong('cd_batch')).rejects.toMatchObject({
      code: 'HK-CONN-012',
      params: { detail: expect.stringContaining('not unique') },
    })
    await expect(wrong('nowhere')).rejects.toMatchObject({ code: 'HK-CONN-012' })
    front.close()
  })

  test('are written in one transaction, once per row_guid; U and D write over the row', async () => {
    const front = nationalDatabase()
    const source = await openTables(database, await tableOptions())
    const row = (
      row_guid: string,
      cd_operation: 'I' | 'U' | 'D',
      more: Record<string, string>,
    ) => ({
      ...{ table: 'up_pro_result', key: 'row_guid', operation: cd_operation },
      row: { row_guid, cd_operation, project_no: 'P1', ...more },
    })
    await source.write([row('r1', 'I', { result_date: '1' }), row('r2', 'I', { result_date: '1' })])
    await source.write([row('r1', 'I', { result_date: '2' }), row('r2', 'U', { result_date: '2' })])
    await expect(
      source.write([row('r3', 'I', {}), row('r4', 'I', { nowhere: '1' })]),
    ).rejects.toMatchObject({ code: 'HK-CONN-012' })
    await source.write([row('r1', 'D', {})])

    const all = front.prepare('SELECT row_guid, cd_operation, result_date FROM up_pro_result')
    expect(all.raw().all()).toEqual([
      ['r1', 'D', '1'],
      ['r2', 'U', '2'],
    ])
    front.close()
  })

  test('an act of a connector writes its rows, and what it writes is found again', async () => {
    const front = nationalDatabase()
    const text = await readFile(shipped('exchange-tables'), 'utf8')
    const row = (id: string) =>
      `row_guid: "${id}", cd_operation: I, cd_batch: "\${nowMs}", project_no: "\${key}"`
    const append = `append: [
      { file: up_pro_accept, rowId: row_guid, row: { ${row('${key}')}, apply_name: "\${input.applicant}", apply_date: "\${now}", memo: "【演练】\${tag}" } },
      { file: up_pro_process, rowId: row_guid, row: { ${row('${key}-1')}, process_name: 收件, event_end_time: "\${now}" } } ]`
    const file = join(dir, 'hall.yaml')
    await writeFile(file, text.replace(/( {2}case\.submit:\n) {4}manual.*\n/, `$1    ${append}\n`))
    const hall = await open(file, database)
    const act = { action: 'case.submit', id: null, as: 'a', idempotencyKey: 'key-00000009' }
    const done = await hall.perform({
      ...act,
      input: { applicant: "张'; DROP TABLE up_pro_accept;--" },
    })

    expect(done).toMatchObject({ number: 'key-00000009', state: 'submitted' })
    expect(front.prepare('SELECT count(*) FROM up_pro_process').pluck().get()).toBe(1)
    expect(front.prepare('SELECT count(*) FROM up_pro_accept').pluck().get()).toBe(2)
    hall.close()
    front.close()
  })
})

/** The ten event tables of Guangdong for one case, as rows. */
const events: Readonly<Record<string, readonly Record<string, string>[]>> = {
  ex_gdbs_sb: [
    { SXBM: '3530100001', SQRMC: '张三', SBSJ: '2015-04-08 08:30:00', BZ: '【演练】tag-00000002' },
  ],
  ex_gdbs_wsysl: [{ YSLZTDM: '1', YSLSJ: '2015-04-08 09:00:00' }],
  ex_gdbs_bzgz: [{ BZGZSJ: '2015-04-08 10:00:00' }],
  ex_gdbs_bzsl: [{ BZSJ: '2015-04-09 09:00:00' }],
  ex_gdbs_sl: [{ SLZTDM: '1', SLSJ: '2015-04-09 10:00:00', BLRXM: '李四' }],
  ex_gdbs_tbcxsq: [{ TBCXZL: 'A', TBCXKSRQ: '2015-04-10 09:00:00' }],
  ex_gdbs_tbcxjg: [{ TBCXJG: '通过', TBCXJSRQ: '2015-04-20 09:00:00' }],
  ex_gdbs_sp: [
    { SPHJMC: '承办', SPRXM: '王五', SPSJ: '2015-04-20 10:00:00' },
    { SPHJMC: '审核', SPRXM: '赵六', SPSJ: '2015-04-20 11:00:00' },
    { SPHJMC: '批准', SPRXM: '钱七', SPSJ: '2015-04-20 12:00:00' },
  ],
  ex_gdbs_bj: [{ BJJGDM: '0', BJSJ: '2015-04-21 09:00:00' }],
  ex_gdbs_lqdj: [{ LQRXM: '张三', LQSJ: '2015-04-22 09:00:00' }],
}

describe('the ten event tables of Guangdong', () => {
  test.each(['xml', 'csv', 'sqlite'])('tell the whole course of a case, as %s', async (form) => {
    const place = form === 'sqlite' ? database : dir
    if (form === 'sqlite') {
      const front = new Sqlite(database)
      for (const [table, rows] of Object.entries(events)) {
        front.exec(`CREATE TABLE ${table} (SBLSH, ${Object.keys(rows[0] ?? {}).join(', ')})`)
      }
      front.close()
    }
    const source = await openTables(place, await tableOptions('gb18030'))
    const names = Object.entries(events).flatMap(([table, rows]) =>
      rows.map((row) => ({
        ...{ table: form === 'sqlite' ? table : `${table}.${form}`, key: null },
        ...{ operation: 'I' as const, row: { SBLSH: 'GD-0001', ...row } },
      })),
    )
    await source.write(names)
    const hall = await open(shipped('exchange-gd'), place)
    const { events: seen } = await hall.events(0)

    expect(seen.map(({ state }) => state)).toEqual([
      ...[
        'submitted',
        'pre_passed',
        'correcting',
        'submitted',
        'accepted',
        'suspended',
        'handling',
      ],
      ...['reviewing', 'approving', 'granted', 'settled', 'delivered'],
    ])
    expect(seen[0]).toMatchObject({ tag: 'tag-00000002', data: { applicant: '张三' } })
    expect(seen[9]).toMatchObject({ type: 'case.granted', actor: '钱七' })
    hall.close()
  })
})

test('tables under the names of the Guangdong exchange platform (补交) are not taken for settlements, attachments for no step', async () => {
  const source = await openTables(dir, await tableOptions('gb18030'))
  const row = (table: string, more: Record<string, string>) => ({
    ...{ table: `${table}.csv`, key: null, operation: 'I' as const },
    row: { SBLSH: 'GD-0002', ...more },
  })
  await source.write([
    row('ex_gdbs_sb', { SBSJ: '2015-04-08 08:30:00', BZ: '【演练】tag-00000003' }),
    row('ex_gdbs_bjgz', { BJGZSJ: '2015-04-08 09:00:00' }),
    row('ex_gdbs_bjsl', { BJSJ: '2015-04-09 09:00:00' }),
    row('ex_gdbs_spcl', { SPHJMC: '承办', SPSJ: '2015-04-10 09:00:00' }),
    row('ex_gdbs_spjg', { ATTACH_NAME: '执照.pdf' }),
  ])
  const hall = await open(shipped('exchange-gd'), dir)
  const { events: seen } = await hall.events(0)

  expect(seen.map(({ state, occurredAt }) => [state, occurredAt?.slice(8, 10)])).toEqual([
    ...[
      ['submitted', '08'],
      ['correcting', '08'],
      ['submitted', '09'],
      ['reviewing', '10'],
    ],
  ])
  hall.close()
})

describe('exchange files in XML', () => {
  test('hold what was written, whatever it is, in either charset', async () => {
    const charsets = await Promise.all(['utf-8', 'gb18030'].map(openCharset))
    const cell = fc.string({ unit: fc.constantFrom(...'张三<>&"\'[]]>-!a0 号𠮷') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ SBLSH: cell, 备注: cell }), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...charsets),
        async (rows, charset) => {
          let bytes: Buffer | null = null
          for (const row of rows) bytes = xmlWith(bytes, row, charset, 'a.xml')
          const trimmed = rows.map((row) => ({ SBLSH: row.SBLSH.trim(), 备注: row.备注.trim() }))
          expect(xmlRows(bytes ?? Buffer.from(''), 'a.xml')).toEqual(trimmed)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('of other makers are read too: attributes, CDATA, rows further down; a torn file is refused', () => {
    const text =
      '<?xml version="1.0" encoding="GB2312"?><!-- 导出 --><data><list><r SBLSH="1"><BZ><![CDATA[<张三>]]></BZ></r><r SBLSH=\'2\'/></list></data>'
    expect(xmlRows(iconv.encode(text, 'gbk'), 'a.xml')).toEqual([
      { SBLSH: '1', BZ: '<张三>' },
      { SBLSH: '2' },
    ])
    for (const torn of ['<a><b><c>1</c>', '<a><b></a></b>', '<a>1 < 2</a>']) {
      expect(() => xmlRows(Buffer.from(torn), 'a.xml')).toThrow(/HK-CONN-012/)
    }
  })
})
