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
  ]
}

const TABLES = [
  'dm_zt (dm char(1) PRIMARY KEY, mc varchar(20))',
  'dept (id int PRIMARY KEY, name varchar(60))',
  'sqr (id int PRIMARY KEY, xm varchar(60), zjhm varchar(18), sj varchar(20), is_deleted tinyint NOT NULL)',
  'bjxx (id int PRIMARY KEY, bjbh varchar(20), sqr_id int, sxmc varchar(200), dept_id int, zt char(1), slsj datetime, bjsj datetime, sfje decimal(10,2), is_deleted tinyint NOT NULL, bz text)',
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
    const [year, month, day] = [2010 + random(5), 1 + random(12), 1 + random(20)]
    const on = `${year}-${digits(month, 2)}-${digits(day, 2)}`
    const isOpen = random(10) === 0
    const by = [1, 2, 3, 5, 6, 7, 9, 10, 11, 12][random(10)] ?? 1
    return [
      ...[
        String(at + 1),
        `'BJ${year}${digits(at + 1, 4)}'`,
        String(by),
        text(ITEMS[unit] ?? ''),
        String(unit + 1),
      ],
      ...[
        isOpen ? "'1'" : "'3'",
        `'${on} 09:30:00'`,
        isOpen ? "'0000-00-00 00:00:00'" : `'${on} 16:00:00'`,
      ],
      ...[
        random(2) === 0 ? 'NULL' : `${random(100)}.${digits(random(100), 2)}`,
        '0',
        text(`第${at + 1}件`),
      ],
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

function set(rows: string[][], at: number, change: Readonly<Record<number, string>>): void {
  rows[at] = (rows[at] ?? []).map((cell, index) => change[index] ?? cell)
}
