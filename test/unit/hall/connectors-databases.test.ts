// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { databaseAddress } from '../../../src/lib/hall/connectors/table-address.js'
import { mysqlDriver } from '../../../src/lib/hall/connectors/table-mysql.js'
import { postgresDriver } from '../../../src/lib/hall/connectors/table-postgres.js'
import { openTables, type TableRow } from '../../../src/lib/hall/connectors/table-source.js'
import { connectByConnector, loadHallRules, readConnector } from '../../../src/lib/hall/index.js'
import { hasService, type ServiceDatabase, serviceDatabase } from '../../support/services.js'
import { tableOptions } from '../../support/tables.js'
import { tempFolder } from '../../support/temp-folder.js'

const shipped = (name: string) => join(templatesDir(), 'connectors', `${name}.yaml`)

async function open(file: string, place: string) {
  return connectByConnector(await readConnector(file), {
    ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: { EXCHANGE_DIR: place } },
    ...{ credentials: async () => '', ledgerFile: null },
  })
}

async function rowsOf(place: string, table: string, forced?: string): Promise<TableRow[]> {
  const source = await openTables(place, await tableOptions('utf-8', forced))
  const rows: TableRow[] = []
  try {
    for await (const row of source.rows(table, ['row_guid'])) rows.push(row)
  } finally {
    await source.close()
  }
  return rows
}

/** The national shape as a DBA of each kind would make it: real times, big numbers, in GBK where the server has it. */
const dialects = {
  mariadb: {
    ...{ time: 'DATETIME', offset: '', options: 'CHARACTER SET gbk ENGINE=InnoDB' },
    driver: mysqlDriver,
  },
  postgresql: { time: 'TIMESTAMPTZ', offset: '+08', options: '', driver: postgresDriver },
} as const

describe.each(['mariadb', 'postgresql'] as const)('exchange tables in %s', async (name) => {
  const { time, offset, options, driver } = dialects[name]
  const isHere = await hasService(name)
  const here = test.skipIf(!isHere)
  let database: ServiceDatabase

  const common = `row_guid VARCHAR(64) PRIMARY KEY, cd_batch BIGINT, cd_operation CHAR(1), project_no VARCHAR(64)`
  const tables = {
    up_pro_accept: `task_code VARCHAR(32), org_code VARCHAR(32), apply_name VARCHAR(64), apply_date ${time}, memo VARCHAR(200)`,
    up_pro_process: `process_name VARCHAR(32), handle_user_name VARCHAR(32), event_end_time ${time}`,
    up_pro_special_procedure: `special_name VARCHAR(32), special_time ${time}, special_result VARCHAR(32)`,
    up_pro_result: `result_date ${time}`,
  }
  beforeAll(async () => {
    if (!isHere) return
    database = await serviceDatabase(name)
    for (const [table, columns] of Object.entries(tables)) {
      await database.run(`CREATE TABLE ${table} (${common}, ${columns}) ${options}`)
    }
  })
  beforeEach(async () => {
    if (!isHere) return
    for (const table of Object.keys(tables)) await database.run(`DELETE FROM ${table}`)
    await database.run(
      `INSERT INTO up_pro_accept VALUES ('g1', 9007199254740993, 'I', 'P1', '3530100001', 'U1', '张三', '2015-04-08 08:30:00${offset}', '【演练】tag-00000001')`,
    )
  })
  afterAll(async () => database?.drop())

  const process = (guid: string, batch: number, done: string, at: string, operation = 'I') =>
    database.run(
      `INSERT INTO up_pro_process VALUES ('${guid}', ${batch}, '${operation}', 'P1', '${done}', '李四', '2015-04-08 ${at}${offset}')`,
    )

  here(
    'tell what happened, in its order, at the hall’s time; what is struck out is not told',
    async () => {
      await process('g3', 10, '分办', '10:00:00')
      await process('g2', 9, '受理', '09:00:00')
      await process('g4', 9, '不予许可', '10:30:00', 'D')
      const hall = await open(shipped('exchange-tables'), database.url)
      const { events } = await hall.events(0)

      expect(events.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
        ['case.submitted', '2015-04-08T08:30:00+08:00'],
        ['case.accepted', '2015-04-08T09:00:00+08:00'],
        ['case.assigned', '2015-04-08T10:00:00+08:00'],
      ])
      expect(events[0]).toMatchObject({ tag: 'tag-00000001', data: { applicant: '张三' } })
      expect(await hall.count('case')).toBe(1)
      hall.close()
    },
  )

  here('are read as text: a big number to its last digit, nothing as an empty text', async () => {
    await database.run(`UPDATE up_pro_accept SET apply_date = NULL`)
    expect(await rowsOf(database.url, 'up_pro_accept')).toEqual([
      {
        ...{ row_guid: 'g1', cd_batch: '9007199254740993', cd_operation: 'I', project_no: 'P1' },
        ...{ task_code: '3530100001', org_code: 'U1', apply_name: '张三', apply_date: '' },
        memo: '【演练】tag-00000001',
      },
    ])
  })

  here('are read by a connection that the server lets change nothing', async () => {
    const { open: connect } = await driver(databaseAddress(database.url), await tableOptions())
    const reading = await connect('read')
    await expect(reading.run("UPDATE up_pro_accept SET memo = ''")).rejects.toThrow(/read.only/i)
    await reading.close()
  })

  here('of thousands of rows are read whole, ordered, and once', async () => {
    for (let at = 0; at < 3; at += 1) {
      const rows = Array.from({ length: 700 }, (_, n) => `('h${at * 700 + n}', ${n}, 'I', 'P1')`)
      await database.run(
        `INSERT INTO up_pro_result (row_guid, cd_batch, cd_operation, project_no) VALUES ${rows.join()}`,
      )
    }
    const rows = await rowsOf(database.url, 'up_pro_result')
    expect(new Set(rows.map((row) => row['row_guid'])).size).toBe(2100)
    await expect(rowsOf(database.url, 'nowhere')).rejects.toMatchObject({ code: 'HK-CONN-012' })
  })

  here(
    'are written whole or not at all: I once, U and D over the row, no time as NULL',
    async () => {
      const source = await openTables(database.url, await tableOptions())
      // In letters of their own: the database knows which table and columns are meant.
      const row = (guid: string, operation: 'I' | 'U' | 'D', more: Record<string, string>) => ({
        ...{ table: 'UP_PRO_RESULT', key: 'ROW_GUID', operation },
        row: { ROW_GUID: guid, cd_operation: operation, ...more },
      })
      const at = (day: string) => ({ result_date: `2015-04-${day} 10:00:00` })
      await source.write([row('r1', 'I', at('01')), row("r'2", 'I', { result_date: '' })])
      await source.write([row('r1', 'I', at('02')), row("r'2", 'U', at('03'))])
      const wrongs: Record<string, string>[] = [
        { nowhere: '1' },
        { result_date: '不是时间' },
        { project_no: '长'.repeat(65) },
      ]
      for (const wrong of wrongs) {
        const rows = [row('r3', 'I', {}), row('r4', 'I', wrong)]
        await expect(source.write(rows)).rejects.toMatchObject({ code: 'HK-CONN-012' })
      }
      await source.write([row('r1', 'D', {})])
      await source.close()

      const rows = await rowsOf(database.url, 'up_pro_result')
      expect(
        rows.map((one) => [one['row_guid'], one['cd_operation'], one['result_date']?.slice(0, 10)]),
      ).toEqual([
        ["r'2", 'U', '2015-04-03'],
        ['r1', 'D', '2015-04-01'],
      ])
    },
  )

  here('take the rows of an act, and show them again', async () => {
    const text = await readFile(shipped('exchange-tables'), 'utf8')
    const row = (id: string) =>
      `row_guid: "${id}", cd_operation: I, cd_batch: "\${nowMs}", project_no: "\${key}"`
    const append = `append: [
      { file: up_pro_accept, rowId: row_guid, row: { ${row('${key}')}, apply_name: "\${input.applicant}", apply_date: "\${now}", memo: "【演练】\${tag}" } },
      { file: up_pro_process, rowId: row_guid, row: { ${row('${key}-1')}, process_name: 收件, event_end_time: "\${now}" } } ]`
    const file = join(await tempFolder(), 'hall.yaml')
    await writeFile(file, text.replace(/( {2}case\.submit:\n) {4}manual.*\n/, `$1    ${append}\n`))
    const hall = await open(file, database.url)
    const done = await hall.perform({
      ...{ action: 'case.submit', id: null, as: 'a', idempotencyKey: 'key-00000009' },
      input: { applicant: "张'; DROP TABLE up_pro_accept;--\\" },
    })

    expect(done).toMatchObject({ number: 'key-00000009', state: 'submitted' })
    expect((await rowsOf(database.url, 'up_pro_accept')).map((one) => one['apply_name'])).toEqual([
      '张三',
      "张'; DROP TABLE up_pro_accept;--\\",
    ])
    hall.close()
  })

  here('of Guangdong are found whatever the letters of the columns', async () => {
    await database.run(
      `CREATE TABLE EX_GDBS_SB (SBLSH VARCHAR(40), SXBM VARCHAR(40), SQRMC VARCHAR(40), SBSJ ${time}, BZ VARCHAR(99))`,
    )
    await database.run(
      `INSERT INTO EX_GDBS_SB VALUES ('GD-1', 'S1', '张三', '2015-04-08 08:30:00${offset}', '【演练】tag-00000002')`,
    )
    const hall = await open(shipped('exchange-gd'), database.url)
    expect((await hall.events(0)).events).toMatchObject([
      { number: 'GD-1', tag: 'tag-00000002', occurredAt: '2015-04-08T08:30:00+08:00' },
    ])
    hall.close()
  })

  here('that cannot be had say why, and never the password', async () => {
    const url = new URL(database.url)
    url.username = 'nobody'
    url.password = 'geheim-%41'
    url.pathname = '/hallkit_nowhere'
    const away = new URL(database.url)
    away.port = '1'
    for (const place of [url.href, away.href]) {
      const refused = rowsOf(place, 'up_pro_accept')
      await expect(refused).rejects.toMatchObject({ code: 'HK-HALL-001' })
      await refused.catch((error) => {
        expect(JSON.stringify([error.params, error.message])).not.toMatch(/geheim/)
      })
    }
  })

  if (name === 'postgresql') return
  here(
    'that hold GBK under a wrong name are read and written as GBK when the connector says so',
    async () => {
      const name1 = iconv.encode('王伟喆', 'gbk').toString('hex')
      await database.run(
        'CREATE TABLE t (row_guid VARCHAR(9), a VARCHAR(40) CHARACTER SET latin1, b VARCHAR(40) CHARACTER SET utf8mb4, c VARCHAR(40) CHARACTER SET gbk, d BIT(4), e BLOB)',
      )
      await database.run(`INSERT INTO t VALUES ('1', x'${name1}', '王𠮷', '李喆', b'101', x'00ff')`)
      const source = await openTables(database.url, await tableOptions('utf-8', 'gbk'))
      const row = { row_guid: '2', a: '赵喆', b: '𠮷', c: '钱' }
      await source.write([{ table: 't', key: 'row_guid', operation: 'I', row }])
      await source.close()

      expect(await rowsOf(database.url, 't', 'gbk')).toEqual([
        { row_guid: '1', a: '王伟喆', b: '王𠮷', c: '李喆', d: '5', e: '00ff' },
        { ...row, d: '', e: '' },
      ])
      expect(await database.run('SELECT hex(a) AS a FROM t WHERE row_guid = 2')).toEqual([
        { a: iconv.encode('赵喆', 'gbk').toString('hex').toUpperCase() },
      ])
    },
  )
})

describe('the address of a database', () => {
  test('is taken apart, with what is percent-encoded; shown without user and password', () => {
    expect(databaseAddress('mariadb://%E5%BC%A0:p%40ss%2F@10.0.0.9/qzk?tls=true')).toEqual({
      ...{ kind: 'mysql', host: '10.0.0.9', port: 3306, user: '张', password: 'p@ss/' },
      ...{
        database: 'qzk',
        schema: null,
        socket: null,
        tls: true,
        shown: 'mariadb://10.0.0.9/qzk',
      },
    })
    expect(databaseAddress('postgres://u@h/x?schema=front&socket=/run/pg')).toMatchObject({
      ...{ kind: 'postgres', port: 5432, schema: 'front', socket: '/run/pg' },
    })
  })

  test.each([
    'mysql://u:geheim@h',
    'mysql://u:geheim@h/x?multipleStatements=true',
    'mysql://u:geheim@h:x/y',
  ])('%s is refused without telling the password', (place) => {
    const refused = () => databaseAddress(place)
    expect(refused).toThrow(/HK-CONN-012/)
    try {
      refused()
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('geheim')
    }
  })

  test('with a password in the connector file itself is refused where it stands', async () => {
    const file = join(await tempFolder(), 'hall.yaml')
    const text = await readFile(shipped('exchange-tables'), 'utf8')
    await writeFile(file, text.replace('env:EXCHANGE_DIR', "'mysql://u:geheim@h/x'"))
    await expect(readConnector(file)).rejects.toMatchObject({
      params: { path: 'folder' },
    })
  })
})
