import { addWorkdays, officialCalendar } from '../../../src/lib/calendar/index.js'
import { digits, type ExampleFiles, gbk, nobodysNumber, seeded } from './files.js'

/** An old MySQL as its dump: tables of latin1 that hold GBK bytes, soft deletes, a code table, dates of zeros. Always the same. */
export function mysql2010(): ExampleFiles {
  return new Map([['old.sql', Buffer.from(`${mysqlStatements().join(';\n')};\n`, 'latin1')]])
}

/** The statements of the dump, one by one. */
export function mysqlStatements(): readonly string[] {
  return [
    'SET NAMES latin1',
    "SET sql_mode = 'NO_ENGINE_SUBSTITUTION'",
    ...TABLES.map((table) => `CREATE TABLE ${table} DEFAULT CHARSET=latin1`),
    insert('dm_zt', [
      ['1', text('已受理')],
      ['2', text('办理中')],
      ['3', text('已办结')],
      ['4', text('退件')],
    ]),
    insert(
      'dept',
      DEPARTMENTS.map((name, at) => [String(at + 1), text(name)]),
    ),
    insert('sqr', people()),
    insert('bjxx', cases()),
    insert(
      'sx',
      ITEMS.map((name, at) => [
        String(at + 1),
        `'GF0${at + 1}'`,
        ...[text(name), String(at + 1), '10'],
      ]),
    ),
    insert(
      'yh',
      DEPARTMENTS.flatMap((_, at) => [
        [`'cb${at + 1}'`, text(`承办${at + 1}`), String(at + 1), "'1'"],
        [`'df${at + 1}'`, text(`答复${at + 1}`), String(at + 1), "'2'"],
      ]),
    ),
    ...said(),
  ]
}

const TABLES = [
  'dm_zt (dm char(1) PRIMARY KEY, mc varchar(20))',
  'dept (id int PRIMARY KEY, name varchar(60))',
  'sqr (id int PRIMARY KEY, xm varchar(60), zjhm varchar(18), sj varchar(20), is_deleted tinyint NOT NULL)',
  'bjxx (id int PRIMARY KEY, bjbh varchar(20), sqr_id int, sxmc varchar(200), dept_id int, zt char(1), slsj datetime, bjsj datetime, sfje decimal(10,2), is_deleted tinyint NOT NULL, bz text, jbr varchar(20), tjts int, jzrq date)',
  'sx (id int PRIMARY KEY, bm varchar(20), mc varchar(200), dept_id int, cnts int)',
  'yh (dlm varchar(20) PRIMARY KEY, xm varchar(60), dept_id int, js char(1))',
  'zx (id int PRIMARY KEY, bt varchar(200), nr text, dept_id int, zt char(1), twsj datetime, hf text, hfsj datetime)',
  'ts (id int PRIMARY KEY, bt varchar(200), nr text, dept_id int, zt char(1), tssj datetime, slsj datetime, hf text, hfsj datetime)',
  'gg (id int PRIMARY KEY, lm varchar(40), bt varchar(200), nr text, dept_id int, fbsj datetime)',
]
const DEPARTMENTS = ['勐海县民政局', '勐海县公安局', '勐海县国土资源局']
const ITEMS = ['城乡居民最低生活保障审批', '户口迁移审批', '农村宅基地审批']
const NAMES = ['王伟', '李芳', '张秀英', '岩温', '玉香', '刘建国']

/** GBK bytes, whatever the column says that it holds. */
function text(value: string): string {
  return `x'${gbk(value).toString('hex')}'`
}

function insert(table: string, rows: readonly (readonly string[])[]): string {
  return `INSERT INTO ${table} VALUES\n${rows.map((row) => `(${row.join(', ')})`).join(',\n')}`
}

function people(): string[][] {
  const random = seeded('mysql people')
  const rows = Array.from({ length: 20 }, (_, at) => {
    const id = nobodysNumber(
      '532822',
      `19${50 + random(40)}0${1 + random(9)}1${random(9)}`,
      random(1000),
    )
    return [
      String(at + 1),
      text(NAMES[at % NAMES.length] ?? ''),
      `'${id}'`,
      `'138${digits(random(100_000_000), 8)}'`,
      '0',
    ]
  })
  set(rows, 3, { 1: text('张?娜') }) // M1 a rare character that was lost
  set(rows, 7, { 4: '1' }) // M2 deleted, still there
  return rows
}

function cases(): string[][] {
  const random = seeded('mysql cases')
  const rows = Array.from({ length: 60 }, (_, at) => {
    const unit = random(3)
    const [drawn, month, day] = [2010 + random(5), 1 + random(12), 1 + random(20)]
    const life = random(10) === 0 ? openLife(day) : closedLife(drawn, month, day)
    const by = [1, 2, 3, 5, 6, 7, 9, 10, 11, 12][random(10)] ?? 1
    const number = `'BJ${life.on.slice(0, 4)}${digits(at + 1, 4)}'`
    const fee = random(2) === 0 ? 'NULL' : `${random(100)}.${digits(random(100), 2)}`
    return [
      ...[String(at + 1), number, String(by), text(ITEMS[unit] ?? ''), String(unit + 1)],
      ...[life.state, `'${life.on} 09:30:00'`, life.end, fee, '0', text(`第${at + 1}件`)],
      ...[`'cb${unit + 1}'`, life.stopped, life.due],
    ]
  })
  set(rows, 5, { 9: '1' }) // M3 deleted, still there
  set(rows, 6, { 9: '1' })
  set(rows, 12, { 6: "'0000-00-00 00:00:00'" }) // M4 accepted on no day
  set(rows, 19, { 5: "'9'" }) // M5 a state that the code table lacks
  set(rows, 26, { 2: '99' }) // M6 an applicant who is not there
  set(rows, 33, { 1: rows[32]?.[1] ?? '' }) // M7 one number given twice
  set(rows, 40, { 6: "'2012-05-20 09:00:00'", 7: "'2012-05-10 09:00:00'" }) // M8 finished before accepted
  set(rows, 47, { 2: '8' }) // M9 the applicant was deleted
  return rows
}

/** A case of the system's last weeks, in the spring of 2015. */
function openLife(day: number) {
  const on = `2015-04-0${1 + (day % 3)}`
  const stopped = day % 2 === 0 ? 1 : 0
  const due = `'${addWorkdays(on, 10 + stopped, officialCalendar)}'`
  return { on, state: "'2'", end: "'0000-00-00 00:00:00'", stopped: String(stopped), due }
}

function closedLife(year: number, month: number, day: number) {
  const on = `${year}-${digits(month, 2)}-${digits(day, 2)}`
  return { on, state: "'3'", end: `'${on} 16:00:00'`, stopped: '0', due: 'NULL' }
}

/** What people asked, complained of and read: closed, answered long ago, and one of each that is still open. */
function said(): readonly string[] {
  const [asked, answered] = ["'2014-05-05 09:00:00'", "'2014-05-07 15:00:00'"]
  return [
    insert('zx', [
      [
        '1',
        text('低保要带什么材料'),
        text('请问……'),
        '1',
        "'2'",
        asked,
        text('身份证、户口簿'),
        answered,
      ],
      [
        '2',
        text('户口能不能代办'),
        text('请问……'),
        '2',
        "'1'",
        "'2015-04-09 09:00:00'",
        'NULL',
        'NULL',
      ],
      ['3', text('落户要多?天'), text('请问……'), '2', "'2'", asked, text('十天'), answered], // M10 a lost character
    ]),
    insert('ts', [
      [
        '1',
        text('窗口没有人'),
        text('周五下午……'),
        '3',
        "'2'",
        asked,
        asked,
        text('已整改'),
        answered,
      ],
      [
        '2',
        text('收费没有票'),
        text('……'),
        '2',
        "'1'",
        "'2015-04-07 09:00:00'",
        "'2015-04-08 09:00:00'",
        'NULL',
        'NULL',
      ],
    ]),
    insert('gg', [
      ['1', text('通知公告'), text('端午节放假'), text('……'), '1', "'2014-05-30 09:00:00'"],
      ['2', text('办事指南'), text('低保怎么办'), text('……'), '1', "'2013-03-01 09:00:00'"],
      ['3', text('通知公告'), text('停电通知'), text('……'), '9', "'2014-06-01 09:00:00'"], // M11 a department that is not there
    ]),
  ]
}

function set(rows: string[][], at: number, change: Readonly<Record<number, string>>): void {
  rows[at] = (rows[at] ?? []).map((cell, index) => change[index] ?? cell)
}
