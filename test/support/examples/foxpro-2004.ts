import { addWorkdays, officialCalendar } from '../../../src/lib/calendar/index.js'
import { type DbfTestField, dbfFile, fptFile } from '../dbf-file.js'
import { digits, type ExampleFiles, gbk, nobodysNumber, seeded } from './files.js'

/**
 * The windows of a county's service centre as a FoxPro program kept them from 2004 on: names of ten letters, GBK without a
 * word about it, years of two digits, opinions in a memo file, records that were "deleted" and are still there.
 */
/** The fifth is the centre itself, to which the accounts of applicants belong. */
const UNITS = ['民政局', '公安局', '国土资源局', '工商行政管理局', '政务服务中心']
const ITEMS = [
  ['0101', '城镇居民最低生活保障审批', 0, 20],
  ['0102', '收养登记', 0, 15],
  ['0201', '户口迁移审批', 1, 10],
  ['0301', '农村宅基地审批', 2, 20],
  ['0401', '个体工商户设立登记', 3, 5],
] as const
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡岩玉']
const GIVEN = ['伟', '芳', '秀英', '建国', '丽', '勇', '桂兰', '军', '敏', '温', '香']
const STAFF = ['李某甲', '王某乙', '张某丙', '岩某丁']
/** Staff of the four units by number, name, unit and post; 赵某戊 left long ago and is in no list. */
const PEOPLE_AT_WORK = [
  ...STAFF.map((name, unit) => [`CZ${digits(unit + 1, 2)}`, name, unit, '承办'] as const),
  ...STAFF.map((_, unit) => [`SL${digits(unit + 1, 2)}`, `窗口${unit + 1}`, unit, '窗口'] as const),
]

const text = (name: string, size: number): DbfTestField => ({ name, type: 'C', size })
const number = (name: string, size: number, decimals = 0): DbfTestField => ({
  name,
  type: 'N',
  size,
  decimals,
})

interface Row {
  readonly cells: readonly (string | Buffer)[]
  readonly deleted?: boolean
}

/** Every file of the example; always the same bytes. */
export function foxpro2004(): ExampleFiles {
  const people = peopleRows()
  const { rows, memo } = caseRows()
  return new Map([
    [
      'data/BM.DBF',
      dbf(
        [text('DM', 2), text('MC', 30)],
        UNITS.map((name, at) => ({ cells: [digits(at + 1, 2), gbk(name)] })),
      ),
    ],
    [
      'data/SX.DBF',
      dbf([text('SXBM', 4), text('SXMC', 40), text('BMDM', 2), number('CNTS', 3)], itemRows()),
    ],
    [
      'data/SQR.DBF',
      dbf(
        [text('BH', 6), text('XM', 12), text('SFZH', 18), text('LXDH', 16), text('DZ', 40)],
        people,
      ),
    ],
    [
      'data/RY.DBF',
      dbf(
        [text('GH', 8), text('XM', 8), text('BMDM', 2), text('GW', 8)],
        PEOPLE_AT_WORK.map(([no, name, unit, post]) => ({
          cells: [no, gbk(name), digits(unit + 1, 2), gbk(post)],
        })),
      ),
    ],
    ['data/BJ.DBF', dbf(CASE, rows, 0xf5)],
    ['data/BJ.FPT', memo],
  ])
}

function dbf(fields: readonly DbfTestField[], records: readonly Row[], version = 0x03): Buffer {
  return dbfFile({ version, fields, records })
}

function itemRows(): readonly Row[] {
  return ITEMS.map(([code, name, unit, days]) => ({
    cells: [code, gbk(name), digits(unit + 1, 2), String(days)],
  }))
}

const PEOPLE = 40

function peopleRows(): readonly Row[] {
  const random = seeded('foxpro people')
  const rows: Row[] = Array.from({ length: PEOPLE }, (_, at) => {
    const name = `${SURNAMES[random(SURNAMES.length)]}${GIVEN[random(GIVEN.length)]}`
    const born = `${1940 + random(45)}${digits(1 + random(12), 2)}${digits(1 + random(28), 2)}`
    const phone =
      random(3) === 0
        ? `0691-51${digits(random(100_000), 5)}`
        : `139${digits(random(100_000_000), 8)}`
    const id = nobodysNumber('532822', born, random(1000))
    // Until 1999 numbers had fifteen digits; a program of 2004 holds both.
    const written = random(3) === 0 ? id.slice(0, 6) + id.slice(8, 17) : id
    return {
      cells: [digits(at + 1, 6), gbk(name), written, phone, gbk(`勐海县勐海镇第${at + 1}组`)],
    }
  })
  const put = (at: number, column: number, value: string | Buffer) => {
    rows[at] = {
      cells: (rows[at]?.cells ?? []).map((cell, index) => (index === column ? value : cell)),
    }
  }
  // D1 A rare character was lost when the name was typed.
  put(4, 1, gbk('张?娜'))
  // D2 One person twice, once under another name: a contradiction. D3 and once under the same: a merge.
  const number = '532822197001010011'
  for (const [at, name] of [
    [10, '岩温'],
    [11, '岩温罕'],
    [12, '岩温'],
  ] as const) {
    put(at, 1, gbk(name))
    put(at, 2, number)
  }
  // D4 A birthday that never was. D5 A telephone that is none.
  put(15, 2, '532822197013010012')
  put(20, 3, gbk('无'))
  // D6 A character that the vendor had made for himself (private use).
  put(25, 1, Buffer.concat([gbk('玉'), Buffer.of(0xaa, 0xa1)]))
  return rows
}

const CASE: readonly DbfTestField[] = [
  text('LSH', 12),
  ...[text('SQRBH', 6), text('SXBM', 4), text('BMDM', 2)],
  ...[text('SLRQ', 8), text('BJRQ', 8), text('ZT', 6), number('SFJE', 10, 2)],
  ...[number('CNTS', 3), number('TJTS', 3), text('DQRQ', 8)],
  ...[text('JBR', 8), text('LY', 6), { name: 'YJ', type: 'M', size: 10 }],
]

const CASES = 120
/** Applicants with nothing wrong about them. */
const SOUND = [1, 2, 3, 4, 6, 7, 8, 9, 10, 14, 15, 17, 18, 19, 20]
type Case = Record<
  'no' | 'by' | 'item' | 'unit' | 'from' | 'to' | 'due' | 'state' | 'fee' | 'who' | 'way',
  string
> & {
  promised: number
  stopped: number
  memo: number
  deleted: boolean
}

function caseRows(): { rows: readonly Row[]; memo: Buffer } {
  const random = seeded('foxpro cases')
  const opinions = Array.from({ length: CASES }, (_, at) =>
    gbk(`经审核，材料齐全，同意办理。\r\n第${at + 1}号`),
  )
  const { bytes, blocks } = fptFile(opinions)
  const cases = Array.from({ length: CASES }, (_, at) => plainCase(at, random))
  plant(cases)
  const rows = cases.map((one, at) => {
    const block = one.memo < 0 ? 99_999 : (blocks[at] ?? 0)
    const cells = [
      one.no,
      one.by,
      one.item,
      one.unit,
      one.from,
      one.to,
      gbk(one.state),
      one.fee,
      ...[String(one.promised), String(one.stopped), one.due],
      gbk(one.who),
      gbk(one.way),
    ]
    return { cells: [...cells, String(block).padStart(10)], deleted: one.deleted }
  })
  return { rows, memo: bytes }
}

function plainCase(at: number, random: (n: number) => number): Case {
  const [item, , unit, promised] = ITEMS[random(ITEMS.length)] ?? ITEMS[0]
  const [year, month, day] = [97 + random(11), 1 + random(11), 1 + random(25)]
  const isOpen = random(12) === 0
  const end = Math.min(28, day + Math.min(promised, 1 + random(3)))
  const dated = (of: number) => `${digits(year % 100, 2)}.${digits(month, 2)}.${digits(of, 2)}`
  const plain = {
    by: digits(SOUND[random(SOUND.length)] ?? 1, 6),
    ...{ item, unit: digits(unit + 1, 2), promised },
    ...(isOpen
      ? openLife(day, promised)
      : { ...{ from: dated(day), to: dated(end), due: '', stopped: 0 }, state: ending(random) }),
    fee: random(2) === 0 ? '0.00' : `${random(200)}.${digits(random(100), 2)}`,
    ...{ who: STAFF[unit] ?? '', way: '窗口', memo: 0, deleted: false },
  }
  return { no: `${plain.from.slice(0, 2)}${digits(at + 1, 6)}`, ...plain }
}

function ending(random: (n: number) => number): string {
  return random(15) === 0 ? '退件' : '办结'
}

/** What is open was accepted in the program's last weeks, in the spring of 2015. */
function openLife(day: number, promised: number) {
  const from = `15.04.${digits(1 + (day % 3), 2)}`
  const stopped = day % 4 === 0 ? 2 : 0
  return { from, to: '', due: dueOn(from, promised + stopped), stopped, state: '受理' }
}

/** So many working days behind a day of 2015, as the program's own list of holidays had it. */
function dueOn(from: string, days: number): string {
  const due = addWorkdays(`20${from.replaceAll('.', '-')}`, days, officialCalendar)
  return due.slice(2).replaceAll('-', '.')
}

/** The dirt, each by the name under which the test looks for it. */
function plant(cases: Case[]): void {
  const set = (at: number, change: Partial<Case>) => Object.assign(cases[at] ?? {}, change)
  set(8, { deleted: true }) // D7 deleted by the program, still in the file
  set(9, { deleted: true })
  set(17, { way: '测试' }) // D8 somebody's trial
  set(23, { no: cases[22]?.no ?? '' }) // D9 one number given twice
  set(30, { by: '009999' }) // D10 an applicant who is not there
  set(37, { state: '挂起' }) // D11 a state that the code table lacks
  set(44, { from: '04.02.30' }) // D12 the thirtieth of February
  set(51, { memo: -1 }) // D13 an opinion whose memo is gone
  set(58, { from: '05.06.20', to: '05.06.10' }) // D14 finished before it was accepted
  set(65, { fee: '-30.00' }) // D15 a fee below nothing
  set(63, { due: '15.04.12' }) // D16 a due date counted in days of the calendar
  set(104, { who: '赵某戊' }) // D17 open, and its officer is gone
  set(72, { way: '国垂' }) // keyed in a system of the ministry: connected, not migrated
  set(73, { way: '国垂' })
  set(80, { way: '纸质', state: '受理', to: '' }) // on paper only: keyed by hand
}
