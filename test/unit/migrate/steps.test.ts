import { describe, expect, test } from 'vitest'
import { isFlaw, stepKinds, stepText } from '../../../src/lib/migrate/mapping/steps/index.js'
import { loadKnowledge } from '../../../src/lib/migrate/run/knowledge.js'
import type { Cell } from '../../../src/lib/migrate/sources/index.js'

const regionYears = await loadKnowledge()
const columns = ['a', 'b', 'c']
const kit = {
  column: (name: string) => (row: readonly Cell[]) => row[columns.indexOf(name)] ?? null,
  codes: () => new Map<string, Cell>([['办结', 'closed']]),
  lookup: () => (key: string) => (key === '1' ? 'sys/person/1' : null),
  code: () => (text: string) => text,
  folder: '',
  today: '2015-04-08',
  hasRegion: (code: string) => code === '532822',
  regionIn: regionYears.regionIn,
}

/** What a step makes of a value; the code when it refuses. */
function outcome(written: string | object, value: Cell, row: readonly Cell[] = []): unknown {
  expect(stepText.safeParse(written).success, JSON.stringify(written)).toBe(true)
  const [name = '', options] =
    typeof written === 'string' ? [written] : (Object.entries(written)[0] ?? [])
  const kind = stepKinds.get(name)
  if (value === null && kind?.seesNull === false) return null
  const found = kind?.make(options, kit, written)(value, row) ?? null
  return isFlaw(found) ? found.code : found
}

// Nobody living was born in 1850; the check digits are right.
const ID = '532822185001010018'

describe.each([
  [
    'trim',
    ['trim'],
    [
      ['  张三\u3000\0\0', '张三'],
      ['　', null],
      [12, '12'],
    ],
  ],
  ['no_space', ['no_space'], [['张 三', '张三']]],
  [
    'unquote',
    ['unquote'],
    [
      ['="053201"', '053201'],
      ["'001", '001'],
      ['\t320', '320'],
    ],
  ],
  [
    'intact',
    ['intact'],
    [
      ['王伟', '王伟'],
      ['?娜', 'HK-MIG-314'],
      ['王\ue000', 'HK-MIG-314'],
      ['a?b', 'a?b'],
    ],
  ],
  ['half_width', ['half_width'], [['ＡＢ１２（三）', 'AB12(三)']]],
  ['substr', [{ substr: { from: 2, length: 2 } }], [['𠮷野家店', '野家']]],
  [
    'split',
    [{ split: { by: '/', take: -1 } }],
    [
      ['甲/乙/丙', '丙'],
      ['甲/', null],
    ],
  ],
  [
    'max_length',
    [{ max_length: 2 }],
    [
      ['𠮷野', '𠮷野'],
      ['三个字', 'HK-MIG-311'],
    ],
  ],
  [
    'null_if',
    [{ null_if: ['-', '0000-00-00'] }],
    [
      ['-', null],
      ['x', 'x'],
    ],
  ],
  [
    'int',
    ['int'],
    [
      ['１２', 12],
      ['1,200', 1200],
      ['3.00', 3],
      ['9007199254740993', '9007199254740993'],
      ['3.5', 'HK-MIG-304'],
    ],
  ],
  [
    'decimal',
    [{ decimal: 2 }],
    [
      ['1234.5', '1234.50'],
      ['0.10', '0.10'],
      ['-0.00', '0.00'],
      ['1.005', 'HK-MIG-315'],
      ['x', 'HK-MIG-304'],
    ],
  ],
  [
    'yes_no',
    ['yes_no'],
    [
      ['是', 1],
      ['F', 0],
      ['.T.', 1],
      ['也许', 'HK-MIG-312'],
    ],
  ],
  [
    'required',
    ['required'],
    [
      [null, 'HK-MIG-301'],
      ['x', 'x'],
    ],
  ],
  [
    'id18',
    ['id18'],
    [
      [ID, ID],
      [ID.toLowerCase(), ID],
      ['532822000101001', '532822190001010014'],
      ['53282218500101001', 'HK-MIG-307'],
      ['532822185002300017', 'HK-MIG-307'],
    ],
  ],
  [
    'id18 of 15 digits, whatever the check digit',
    [{ id18: { check_digit: 'ignore' } }],
    [['53282218500101001 0', '532822185001010010']],
  ],
  ['id_birth, id_sex', ['id_birth'], [[ID, '1850-01-01']]],
  [
    'id_sex',
    ['id_sex'],
    [
      [ID, '1'],
      ['532822185001010028', '2'],
    ],
  ],
  [
    'uscc',
    ['uscc'],
    [
      ['12340000000000000X', 'HK-MIG-308'],
      ['91350100M000100Y43', '91350100M000100Y43'],
    ],
  ],
  [
    'org_code',
    ['org_code'],
    [
      ['D2143569-X', 'D2143569X'],
      ['D2143569-1', 'HK-MIG-308'],
    ],
  ],
  [
    'region6',
    ['region6'],
    [
      ['532822', '532822'],
      ['532822100', '532822'],
      ['999999', 'HK-MIG-309'],
      ['53282', 'HK-MIG-309'],
    ],
  ],
  [
    'region6 in the year of the hall',
    [{ region6: { year: 2015 } }],
    [
      ['110228', '110118'],
      ['532131', '530630'],
      ['530422', '530422'],
      ['532822', '532822'],
      ['532100000', '530600'],
      ['533221', 'HK-MIG-326'],
      ['530481', 'HK-MIG-326'],
      ['532199', 'HK-MIG-309'],
    ],
  ],
  [
    'region6 through two changes',
    [{ region6: { year: 2019, moved: { 533221: '530702' } } }],
    [
      ['532131', '530681'],
      ['533023', '530581'],
      ['533221', '530702'],
    ],
  ],
  [
    'region6 that two divisions bore',
    [{ region6: { year: 2019, moved: { 340302: '340302' } } }],
    [
      ['340302', '340302'],
      ['340303', 'HK-MIG-326'],
    ],
  ],
  [
    'phone_cn',
    ['phone_cn'],
    [
      ['138 0000 0000', '13800000000'],
      ['+8613800000000', '13800000000'],
      ['（0691）5122345', '0691-5122345'],
      ['12345', 'HK-MIG-310'],
    ],
  ],
  [
    'name_cn',
    ['name_cn'],
    [
      ['张　三', '张三'],
      ['阿布都•热合曼', '阿布都·热合曼'],
      ['John Smith', 'John Smith'],
    ],
  ],
  [
    'money_fen',
    ['money_fen'],
    [
      ['1,234.5', 123450],
      ['￥0.01', 1],
      ['12元', 1200],
      ['0.1', 10],
      ['1.005', 'HK-MIG-315'],
      ['免费', 'HK-MIG-304'],
    ],
  ],
  [
    'money_fen of 万元',
    [{ money_fen: { from: 'wan' } }],
    [
      ['1.2345', 1234500],
      ['3万', 3_000_000],
    ],
  ],
  [
    'date_cn',
    ['date_cn'],
    [
      ['2014-3-5', '2014-03-05'],
      ['2014/03/05 08:00:00', '2014-03-05'],
      ['2014年3月5日', '2014-03-05'],
      ['20140305', '2014-03-05'],
      ['二〇一四年十二月二十五日', '2014-12-25'],
      ['２０１４．３．５', '2014-03-05'],
      ['2014-02-30', 'HK-MIG-303'],
      ['0000-00-00', 'HK-MIG-303'],
      ['去年', 'HK-MIG-302'],
    ],
  ],
  [
    'date_cn with two-digit years',
    [{ date_cn: { formats: ['YY-MM-DD', 'D/M/YY'], pivot: 50 } }],
    [
      ['98-07-01', '1998-07-01'],
      ['5/3/04', '2004-03-05'],
      ['2004-03-05', 'HK-MIG-302'],
    ],
  ],
  [
    'time_cn',
    ['time_cn'],
    [
      ['2014-3-5 9:05', '2014-03-05T09:05:00+08:00'],
      ['2014-03-05 09:05:07.123', '2014-03-05T09:05:07+08:00'],
      ['20140305', '2014-03-05T00:00:00+08:00'],
      ['2014-3-5 25:00', 'HK-MIG-303'],
    ],
  ],
  [
    'local_time',
    ['local_time'],
    [
      ['2014年3月5日 9:05', '2014-03-05 09:05:00'],
      ['2014-3-5 25:00', 'HK-MIG-303'],
    ],
  ],
  [
    'workdays',
    ['workdays'],
    [
      ['20个工作日', 20],
      ['即办', 0],
      ['20', 20],
      ['两个月', 'HK-MIG-304'],
    ],
  ],
  [
    'code',
    [{ code: 't' }],
    [
      ['办结', 'closed'],
      ['作废', 'HK-MIG-305'],
    ],
  ],
  ['code kept', [{ code: 't', on_missing: 'keep' }], [['作废', '作废']]],
  [
    'lookup',
    [{ lookup: 'person' }],
    [
      ['1', 'sys/person/1'],
      ['2', 'HK-MIG-306'],
      [null, null],
    ],
  ],
  [
    'sha256',
    ['sha256'],
    [[new Uint8Array([1, 2]), 'a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222']],
  ],
  ['bytes are no text', ['trim'], [[new Uint8Array([1]), 'HK-MIG-316']]],
] as [string, (string | object)[], [Cell, unknown][]][])('%s', (_, [written = ''], examples) => {
  test.each(examples)('%j gives %j', (value, expected) => {
    expect(outcome(written, value)).toEqual(expected)
  })
})

test('steps that read the row: get, first, concat', () => {
  const row = ['', ' x ', '坏\ufffd']

  expect(outcome({ get: 'a' }, null, row)).toBeNull()
  expect(outcome({ get: 'c' }, null, row)).toBe('HK-MIG-202')
  expect(outcome({ first: ['a', 'b'] }, null, row)).toBe(' x ')
  expect(outcome({ concat: { columns: ['a', 'b', 'b'], with: '-' } }, null, row)).toBe('x-x')
})

test('there are about 35 steps, and what is no step is refused', () => {
  expect(stepKinds.size).toBeGreaterThanOrEqual(35)
  expect(stepText.safeParse({ trm: 1 }).success).toBe(false)
  expect(stepText.safeParse({ substr: { from: 1, too: 2 } }).success).toBe(false)
})

test('decode gives the text of bytes, and of a text that was taken for Latin 1; what was never that is refused', () => {
  const gbk = { decode: 'gb18030' }
  expect(outcome(gbk, Buffer.from('cdf5ceb0', 'hex'))).toBe('王伟')
  expect(outcome(gbk, 'ÍõÎ°')).toBe('王伟')
  expect(outcome(gbk, '…Ê')).toBe(new TextDecoder('gbk').decode(Uint8Array.of(0x85, 0xca)))
  expect(outcome(gbk, '王伟')).toBe('HK-MIG-202')
  expect(outcome(gbk, Buffer.from('cdf5ce', 'hex'))).toBe('HK-MIG-202')
  expect(stepText.safeParse({ decode: 'klingon' }).success).toBe(false)
})

test('unix_time takes seconds and milliseconds, nought for none, and no number that may be a day', () => {
  expect(outcome('unix_time', 1_399_365_009)).toBe('2014-05-06T16:30:09+08:00')
  expect(outcome('unix_time', '1399365009999')).toBe('2014-05-06T16:30:09+08:00')
  expect(outcome('unix_time', 0)).toBe(null)
  for (const odd of ['20140506', '-1', '1.5', '99999999999999'])
    expect(outcome('unix_time', odd)).toBe('HK-MIG-302')
})
