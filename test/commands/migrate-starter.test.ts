import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import MigratePlan from '../../src/commands/migrate/plan.js'
import MigrateProfile from '../../src/commands/migrate/profile.js'
import { loadMapping } from '../../src/lib/migrate/index.js'
import { lintsAsDraft } from '../support/draft.js'
import { runCommand } from '../support/run-command.js'
import { tempFolder } from '../support/temp-folder.js'

const access = fileURLToPath(new URL('../../fixtures/access/', import.meta.url))
const people = ['王伟', '李秀英', '岩温', '玉香', '刘洋']
const many = Array.from({ length: 20 }, (_, n) => n)
const name = (n: number) => people[n % people.length] ?? ''
/** Nobody living was born in 1850. */
const id = (n: number) => `532822185001${String(10 + n)}0010`
const day = (n: number) => `2009-3-${n + 1}`

/** Tables of systems that nobody wrote a mapping for: what they are, and columns with the fields that they must become. */
const systems: readonly (readonly [string, string, string, (n: number) => string, object])[] = [
  [
    ...([
      'a county publishes its items',
      '广安items',
      '部门,主项,事项名称,本地事项编码,事项类型代码,部门代码,行政区划',
    ] as const),
    (n) =>
      `林业局,采伐,林木采伐许可${n},511Z0700${1000 + n}-511602000000-000-115113010087,01,MB${n % 3},511602000000`,
    {
      item: {
        部门: 'unit',
        主项: 'parent',
        事项名称: 'name',
        本地事项编码: 'code',
        事项类型代码: 'type',
        部门代码: 'unit_code',
        行政区划: 'region',
      },
    },
  ],
  [
    ...([
      'first letters of pinyin, and a name that says nothing',
      'DATA1',
      'AJBH,SQR,SFZH,SXMC,SLSJ,BJSJ,ZT,XKZH,SFJE',
    ] as const),
    (n) =>
      `A${n},${name(n)},${id(n)},林木采伐许可,${day(n)},${day(n)},${n % 2 ? '办结' : '在办'},云林采${n},${n}.50`,
    {
      case: {
        AJBH: 'case_no',
        SQR: 'applicant_name',
        SFZH: 'id_no',
        SXMC: 'item',
        SLSJ: 'accepted_at',
        BJSJ: 'finished_at',
        ZT: 'status',
        XKZH: 'licence_no',
        SFJE: 'fee_fen',
      },
    },
  ],
  [
    ...([
      'English',
      'export',
      'case_no,applicant_name,id_card,item_name,accept_time,finish_time,dept_id',
    ] as const),
    (n) =>
      `C${n},${name(n)},${id(n)},Permit,2012-05-0${(n % 9) + 1} 09:30:00,2012-06-01 10:00:00,${n % 5}`,
    {
      case: {
        case_no: 'case_no',
        applicant_name: 'applicant_name',
        id_card: 'id_no',
        item_name: 'item',
        accept_time: 'accepted_at',
        finish_time: 'finished_at',
        dept_id: 'unit',
      },
    },
  ],
  [
    ...(['a mark before every column', 'F_AJ_MAIN', 'AJ_BH,AJ_SQR,AJ_SLSJ,AJ_BJSJ'] as const),
    (n) => `A${n},${name(n)},${day(n)},${day(n)}`,
    {
      case: {
        AJ_BH: 'case_no',
        AJ_SQR: 'applicant_name',
        AJ_SLSJ: 'accepted_at',
        AJ_BJSJ: 'finished_at',
      },
    },
  ],
  [
    ...([
      'a form that people filled in',
      'Sheet1',
      '办件编号（必填）,申请人（单位）,受理时间(年月日),承办 科室',
    ] as const),
    (n) => `B${n},${name(n)},2015年3月${n + 1}日,一科`,
    {
      case: {
        '办件编号（必填）': 'case_no',
        '申请人（单位）': 'applicant_name',
        '受理时间(年月日)': 'accepted_at',
        '承办 科室': 'unit',
      },
    },
  ],
  [
    ...([
      'letters to the hall',
      '信件',
      '信件编号,来信人,标题,来信时间,答复单位,答复时间,答复内容',
    ] as const),
    (n) => `X${n},${name(n)},问题${n},${day(n)},民政局,${day(n)},已答复`,
    {
      consultation: {
        信件编号: 'number',
        来信人: 'asker',
        标题: 'title',
        来信时间: 'at',
        答复单位: 'unit',
        答复时间: 'answered_at',
        答复内容: 'answer',
      },
    },
  ],
  [
    ...([
      'articles of a site',
      'infos',
      'ArticleID,Title,ColumnName,Author,PubTime,Content',
    ] as const),
    (n) => `${n},通知${n},公告,${name(n)},2015-3-${n + 1} 10:00,正文`,
    {
      article: {
        ArticleID: 'number',
        Title: 'title',
        ColumnName: 'column',
        Author: 'writer',
        PubTime: 'at',
        Content: 'body',
      },
    },
  ],
  [
    ...(['a list of scans', 'upload', 'fjid,ajbh,fjmc,wjlj,wjdx,scsj'] as const),
    (n) => `${n},A${n % 9},申请表.pdf,\\2009\\${n}.pdf,${n * 1000},${day(n)}`,
    {
      material: { ajbh: 'case_no', fjmc: 'name', wjlj: 'path', wjdx: 'size', scsj: 'uploaded_at' },
    },
  ],
  [
    ...([
      'the course of cases',
      'CASE_FLOW_LOG',
      'id,case_id,node_name,operator,operate_time,opinion',
    ] as const),
    (n) => `${n},A${n % 9},受理,${name(n)},2009-3-${n + 1} 10:00:00,同意`,
    {
      event: {
        case_id: 'case_no',
        node_name: 'node',
        operator: 'handler',
        operate_time: 'at',
        opinion: 'opinion',
      },
    },
  ],
  [
    ...(['accounts', 'sys_staff', 'uid,login_name,real_name,dept_name,mobile,role_name'] as const),
    (n) => `${n},u${n},${name(n)},民政局,1380000${1000 + n},窗口`,
    {
      user: {
        login_name: 'login',
        real_name: 'name',
        dept_name: 'unit',
        mobile: 'phone',
        role_name: 'roles',
      },
    },
  ],
  [
    ...(['people without a word about them', 'GRK', '姓名,公民身份号码,住址,联系电话'] as const),
    (n) => `${name(n)},${id(n)},勐海县,1380000${1000 + n}`,
    { person: { 姓名: 'name', 公民身份号码: 'id_no', 住址: 'address', 联系电话: 'phone' } },
  ],
  [
    ...(['something else', 'x1', 'c1,c 2,c-2,1c,备注'] as const),
    (n) => `${n},foo${n % 3},${n * 2},bar,`,
    { x1: { c1: 'c1', 'c 2': 'c_2', 'c-2': 'c_2_2', '1c': '_1c', 备注: '备注' } },
  ],
]

describe('a starter mapping', () => {
  test.each(systems)(
    'of %s: passes lint, and plans every row',
    async (_, table, head, row, expected) => {
      const folder = await tempFolder()
      await writeFile(join(folder, `${table}.csv`), [head, ...many.map(row), ''].join('\n'))
      const mapping = await drafted(folder)

      expect(await takenBy(mapping)).toEqual(expected)
      await lintsAsDraft(mapping)
      const plan = await runCommand(MigratePlan, [mapping, '--json'])
      expect(plan.json?.result.entities).toMatchObject([{ read: 20, quarantined: 0 }])
    },
  )

  test('of tables that belong together looks them up; what is unknown waits beside them, commented out', async () => {
    const folder = await tempFolder()
    const write = (table: string, lines: readonly string[]) =>
      writeFile(join(folder, `${table}.csv`), `${lines.join('\n')}\n`)
    await write('AJB', [
      'AJBH,SQRBH,DLRBH,SXBM,SLRQ',
      ...many.map((n) => `A${n},G${n % 7},G${n % 3},S${n % 3},2009.3.${n + 1}`),
    ])
    await write('SQRB', [
      'BH,XM,SFZ',
      ...[0, 1, 2, 3, 4, 5, 6].map((n) => `G${n},${name(n)},${id(n)}`),
    ])
    await write('SXB', ['BM,MC,SSDW', 'S0,甲事项,民政局', 'S1,乙事项,民政局', 'S2,丙事项,林业局'])
    await write('PARAM', ['pkey,pval', 'k1,1', 'k2,2'])
    await write('TEMP', ['a,b'])
    const mapping = await drafted(folder)

    expect(await takenBy(mapping)).toMatchObject({
      item: { BM: 'code' },
      person: { XM: 'name' },
      case: { SQRBH: 'applicant', DLRBH: 'applicant_2', SXBM: 'item' },
    })
    const text = await readFile(mapping, 'utf8')
    expect(text).toMatch(/^ {2}# PARAM:\n.*没有看出是什么/m)
    expect(text).toContain('# 表 TEMP 没有数据行')
    expect(await runCommand(MigratePlan, [mapping, '--json'])).toMatchObject({
      json: { result: { entities: [{ created: 3 }, { created: 7 }, { created: 20 }] } },
    })
    await writeFile(mapping, text.replace(/^ {2}# (.*)$/gm, '  $1').replace('  表 TEMP', '  # 表'))
    expect(await runCommand(MigratePlan, [mapping, '--json'])).toMatchObject({
      json: { result: { entities: [{}, {}, {}, { name: 'PARAM', created: 2 }] } },
    })
  })

  test.each([
    ['common1V1997.mdb', [{ name: 'Table1', created: 2 }]],
    ['fixedNumericV2003.mdb', [{ name: 'test', created: 1 }]],
    ['delV2000.mdb', [{ name: 'Table', created: 2 }]],
  ])('of the public Access file %s takes its columns as they are', async (file, entities) => {
    const mapping = join(await tempFolder(), 'old.yaml')
    await runCommand(MigrateProfile, [join(access, file), '--mapping', mapping])

    await lintsAsDraft(mapping)
    const { json } = await runCommand(MigratePlan, [mapping, '--json'])
    expect(json?.result.entities).toMatchObject(entities)
  })

  test('of a table whose names are words of YAML and SQL quotes what must be quoted', async () => {
    const file = join(await tempFolder(), 'old.db')
    const names = [
      'select',
      'null',
      'true',
      'a: b',
      'x#y',
      'line\nbreak',
      "'q'",
      '- d',
      '🙂',
      '1 2',
    ]
    const database = new Sqlite(file)
    database.exec(`CREATE TABLE "order" (${names.map((one) => `"${one}" TEXT`).join()}, scan BLOB)`)
    database.exec(`INSERT INTO "order" VALUES (${names.map((_, n) => n).join()}, x'01')`)
    database.close()
    const mapping = join(dirname(file), 'old.yaml')
    await runCommand(MigrateProfile, [file, '--mapping', mapping])

    expect(Object.keys((await takenBy(mapping))['order'] ?? {})).toEqual([...names, 'scan'])
    const { json } = await runCommand(MigratePlan, [mapping, '--json'])
    expect(json?.result.entities).toMatchObject([{ name: 'order', created: 1 }])
  })

  test('names its schema beside it: the folder may be carried away', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, '办件.csv'), '办件编号,申请人\nA1,王伟\n')
    const mapping = await drafted(folder)
    const [, schema = ''] =
      /^# yaml-language-server: \$schema=(\S+)\n/.exec(await readFile(mapping, 'utf8')) ?? []

    expect(schema).toBe('.hallkit/migration.schema.json')
    expect(existsSync(join(dirname(mapping), schema))).toBe(true)
  })
})

async function drafted(folder: string): Promise<string> {
  const mapping = join(folder, 'draft.yaml')
  await runCommand(MigrateProfile, [folder, '--mapping', mapping])
  return mapping
}

/** Which field each column became, entity by entity. */
async function takenBy(file: string) {
  const { entities } = await loadMapping(file)
  return Object.fromEntries(
    Object.entries(entities).map(([entity, { fields }]) => [
      entity,
      Object.fromEntries(
        Object.entries(fields).flatMap(([field, steps]) => {
          const [first] = Array.isArray(steps) ? steps : []
          return typeof first === 'object' && 'get' in first ? [[first.get, field]] : []
        }),
      ),
    ]),
  )
}

test('times that are seconds since 1970 are drafted as such', async () => {
  const folder = await tempFolder()
  const rows = many.map(
    (n) => `A${n},${name(n)},${1_399_365_009 + n * 777},${n % 3 ? 1_399_465_009 + n : 0}`,
  )
  await writeFile(join(folder, '办件.csv'), `编号,申请人,受理时间,办结时间\n${rows.join('\n')}\n`)
  const file = join(folder, 'php.yaml')
  await runCommand(MigrateProfile, [join(folder, '办件.csv'), '--mapping', file])
  const { case: cases } = (await loadMapping(file)).entities
  expect(cases?.fields).toMatchObject({
    accepted_at: [{ get: '受理时间' }, 'unix_time'],
    finished_at: [{ get: '办结时间' }, 'unix_time'],
  })
})
