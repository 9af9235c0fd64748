import type { Mapping } from '../mapping/load.js'
import type { EntityBalance, GroupResult, Reconciliation } from './model.js'

/** A column of a part; `width` in characters. */
export interface PartColumn {
  readonly title: string
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
}

/** One table of the 对账单, in every format the same. */
export interface Part {
  readonly id: string
  readonly name: string
  /** What must be said under it; '' for nothing. */
  readonly note: string
  readonly columns: readonly PartColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly isAnnex: boolean
  readonly isSigned: boolean
}

const LEVELS = ['', '件数', '金额等合计', '逐行', '引用和附件'] as const
const VERDICTS = new Map([
  [true, '相符'],
  [false, '不符'],
  [null, '无法核对'],
])

const left = (title: string, width: number): PartColumn => ({ title, width, align: 'left' })
const right = (title: string, width: number): PartColumn => ({ title, width, align: 'right' })
const middle = (title: string, width: number): PartColumn => ({ title, width, align: 'center' })

/** Every table of the 对账单, in its order. */
export function partsOf(mapping: Mapping, result: Reconciliation, at: string): readonly Part[] {
  const names: Names = {
    titleOf: (name) => mapping.entities[name]?.title ?? name,
    short: (text) => text.replaceAll(`${mapping.system}/`, ''),
  }
  return [
    equation(result, names),
    levels(result),
    basis(mapping, result, { ...names, at }),
    signatures(),
    groups(result, names),
    differences(result, names),
    sample(result, names),
  ]
}

/** How entities and keys are written in a paper. */
interface Names {
  readonly titleOf: (name: string) => string
  /** Without the system's own name, which stands before every key. */
  readonly short: (text: string) => string
}

const plain = { note: '', isAnnex: false, isSigned: false }

function equation({ entities }: Reconciliation, { titleOf }: Names): Part {
  const titles = ['旧系统', '迁入', '合并', '不迁', '对接', '补录', '退回', '合计']
  return {
    ...{ id: 'equation', name: '件数等式', ...plain },
    note: [
      '旧系统行数 = 迁入 + 合并 + 不迁 + 对接 + 补录 + 退回，每一行只有一个去处。',
      ...entities
        .filter(({ repeated }) => repeated > 0)
        .map(
          ({ name, repeated }) =>
            `${titleOf(name)}没有主键，迁入的有 ${repeated} 行与别的行一模一样，请核对是不是重复录入。`,
        ),
    ].join(''),
    columns: [left('类别', 16), ...titles.map((title) => right(title, 9)), middle('结论', 8)],
    rows: entities.map((one) => [
      titleOf(one.name),
      ...balance(one).map(String),
      VERDICTS.get(one.source === balance(one).at(-1)) ?? '',
    ]),
  }
}

function balance(one: EntityBalance): readonly number[] {
  const { source, migrated, merged, excluded, interfaced, manual, quarantined } = one
  const parts = [migrated, merged, excluded, interfaced, manual, quarantined]
  return [source, ...parts, parts.reduce((a, b) => a + b, 0)]
}

function levels({ levels: all }: Reconciliation): Part {
  return {
    ...{ id: 'levels', name: '核对结果', ...plain },
    columns: [
      left('核对内容', 16),
      ...['相符', '不符', '无法核对'].map((title) => right(title, 12)),
      middle('结论', 12),
    ],
    rows: all.map(({ level, equal, different, notCheckable }) => [
      LEVELS[level] ?? '',
      ...[equal, different, notCheckable].map(String),
      verdict({ equal, different, notCheckable }),
    ]),
  }
}

function verdict(of: { equal: number; different: number; notCheckable: number }): string {
  if (of.different > 0) return '不符'
  if (of.notCheckable > 0) return of.equal > 0 ? '部分无法核对' : '无法核对'
  return of.equal > 0 ? '相符' : '没有可核对的'
}

function basis(
  mapping: Mapping,
  { mapping: sha256, code, ledger, sources, runs, seed }: Reconciliation,
  { titleOf, at }: Names & { at: string },
): Part {
  return {
    ...{ id: 'basis', name: '依据和校验值', ...plain },
    columns: [left('依据', 16), left('内容或 sha-256', 66)],
    rows: [
      [
        '旧系统',
        mapping.title === undefined ? mapping.system : `${mapping.title}（${mapping.system}）`,
      ],
      ['对账时间', `${at.slice(0, 16).replace('T', ' ')}，迁移 ${runs} 次，抽样种子 ${seed}`],
      ['映射和代码表', sha256],
      ...code.map((one) => [`程序代码 ${one.module}`, one.sha256]),
      ...Object.entries(sources).map(([name, print]) => [`${titleOf(name)}源数据`, print]),
      ['迁移台账', ledger],
    ],
  }
}

function signatures(): Part {
  const people = ['旧系统主管单位', '大厅主管单位', '迁移实施单位']
  return {
    ...{ id: 'signatures', name: '三方确认', ...plain, isSigned: true },
    columns: ['单位（盖章）', '负责人', '经办人', '日期'].map((title, at) =>
      left(title, at === 0 ? 24 : 16),
    ),
    rows: people.map((name) => [name, '', '', '　　年　月　日']),
  }
}

/** One row for each group; extremes and numbers of different values are in its verdict. */
function groups({ groups: all, entities }: Reconciliation, { titleOf, short }: Names): Part {
  const without = entities.filter(
    ({ name }) => !all.some((one) => one.entity === name && one.group !== ''),
  )
  const names = without.map(({ name }) => titleOf(name)).join('、')
  const lines = new Map<string, GroupResult[]>()
  for (const one of all) {
    const id = `${one.entity} ${one.group}`
    lines.set(id, [...(lines.get(id) ?? []), one])
  }
  return {
    ...{ id: 'groups', name: '分组核对', ...plain, isAnnex: true },
    note: `金额等的最小、最大值和不同值个数一并核对，计入结论。${
      names === '' ? '' : `没有设分组、只核对总数的：${names}（在映射的 measure.group 中设）。`
    }`,
    columns: [
      ...[left('类别', 14), left('分组', 40), right('旧系统件数', 12), right('大厅件数', 12)],
      ...[right('旧系统合计', 24), right('大厅合计', 24), middle('结论', 10)],
    ],
    rows: [...lines.values()].map((measures) => groupLine(measures, { titleOf, short })),
  }
}

function groupLine(measures: readonly GroupResult[], { titleOf, short }: Names): readonly string[] {
  const [{ entity = '', group = '' } = {}] = measures
  const counts = measures.filter(({ measure }) => measure === 'count')
  const sums = measures.filter(({ measure }) => /^(?:sum|distinct)\(/.test(measure))
  const isPlain = sums.length === 1 && sums[0]?.measure.startsWith('sum(')
  const of = (list: readonly GroupResult[], side: 'source' | 'target') =>
    list.map(
      (one) => `${list === counts || isPlain ? '' : `${measureName(one.measure)} `}${one[side]}`,
    )
  const verdicts = measures.map(({ isEqual }) => isEqual)
  const worst = verdicts.includes(false) ? false : verdicts.includes(null) ? null : true
  return [
    ...[titleOf(entity), group === '' || group === '*' ? '全部' : short(group)],
    ...[of(counts, 'source').join(''), of(counts, 'target').join('')],
    ...[of(sums, 'source').join('；'), of(sums, 'target').join('；')],
    VERDICTS.get(worst) ?? '',
  ]
}

const MEASURES: Readonly<Record<string, string>> = {
  ...{ sum: '合计', min: '最小', max: '最大', distinct: '不同值个数' },
}

/** `sum(fee_fen)` as `fee_fen 合计`. */
function measureName(measure: string): string {
  const [, kind = '', field = ''] = /^(\w+)\((.+)\)$/u.exec(measure) ?? []
  if (kind === '') return measure === 'count' ? '件数' : measure
  return `${field} ${MEASURES[kind] ?? kind}`
}

const HOW: Readonly<Record<string, string>> = {
  'not-migrated': '旧系统有，大厅没有',
  'source-changed': '迁入后旧系统变了',
  'changed-in-target': '迁入后大厅改过',
  'not-in-source': '大厅有，不应有',
  'gone-from-target': '大厅里没有了',
  'file-without-row': '有附件文件，没有登记',
  'rows = dispositions': '行数与去处之和不等',
}

function differences({ differences: all }: Reconciliation, { titleOf }: Names): Part {
  return {
    ...{ id: 'differences', name: '不符清单', ...plain, isAnnex: true },
    note: all.length >= 1000 ? '只列前一千处。' : '',
    columns: [
      ...[left('类别', 14), left('核对内容', 12), left('哪一组、哪一行', 36)],
      ...[left('怎样不符', 22), left('旧系统', 22), left('大厅', 22)],
    ],
    rows: all.map(({ entity, level, what, where, source, target }) => [
      ...[titleOf(entity), LEVELS[level] ?? '', where, HOW[what] ?? measureName(what)],
      ...[source, target],
    ]),
  }
}

function sample({ sample: all }: Reconciliation, { titleOf, short }: Names): Part {
  return {
    ...{ id: 'sample', name: '抽样核对表', ...plain, isAnnex: true },
    note: '按主键到旧系统调出原件，与“大厅内容”逐项比对，一致的打√；证件号码、手机号已隐去中间几位。',
    columns: [
      ...[left('类别', 12), left('旧系统主键', 20), left('大厅内容', 76)],
      ...[middle('一致√', 8), left('核对人', 10), left('备注', 14)],
    ],
    rows: all.map(({ entity, key, dst, values }) => [
      ...[titleOf(entity), key],
      Object.entries(values)
        .filter(([, value]) => value !== '' && (value !== dst || value === key))
        .map(([field, value]) => `${field}：${short(value)}`)
        .join('；'),
      ...['', '', ''],
    ]),
  }
}
