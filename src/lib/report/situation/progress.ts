import { paperDate } from '../gongwen/signature.js'
import { groupBy } from '../group.js'
import { BATCH_KINDS } from '../metrics/index.js'
import type { Block } from '../model.js'
import { type Context, columns, count, h1, h2, nameList, para, table } from './context.js'

function preparation(): Block[] {
  return [
    h2('（一）组织与准备'),
    para(
      '各单位报送事项',
      count('intake.items'),
      '条，入库',
      count('intake.items.kept'),
      '条，退回待改',
      count('intake.items.returned'),
      '条；报送人员信息',
      count('intake.people'),
      '条，退回待改',
      count('intake.people.returned'),
      '条；报送栏目信息',
      count('intake.articles'),
      '条，退回待改',
      count('intake.articles.returned'),
      '条。',
    ),
    para(
      '按照定人、定岗、定责的要求，生成办事人员账号',
      count('users'),
      '个，落实事项环节分工',
      count('assignments'),
      '条，尚有',
      count('gaps'),
      '个环节无人办理。',
    ),
  ]
}

/** `08:30` as a paper writes it: 8:30. */
function clock(time: string): string {
  return time.replace(/^0/, '')
}

function course(context: Context): Block[] {
  const { pack } = context.facts
  const rows = pack.batches.map((batch) => [
    batch.title,
    paperDate(batch.day),
    count(`units.${batch.id}`),
    ...BATCH_KINDS.map(({ kind }) => count(`batch.${batch.id}.${kind}`)),
  ])
  const hours =
    pack.batches[0]?.windows.map(([from, to]) => `${clock(from)}—${clock(to)}`).join('、') ?? ''
  return [
    h2('（二）实施过程'),
    para(
      `演练地点为${pack.place}，演练时间为每日${hours}。演练共展开动作`,
      count('steps.total'),
      '个，完成',
      count('steps.done'),
      '个。各批次办理情况如下：',
    ),
    table(
      'batches',
      '各批次办理情况（件）',
      columns(
        '批次:20',
        '日期:22',
        '单位（家）:12',
        ...BATCH_KINDS.map(({ name }) => `${name}:12`),
      ),
      rows,
    ),
  ]
}

/** What does not apply to whom: units with the same titles and the same reason share a sentence. */
function exemptions(context: Context): Block[] {
  const exempt = context.facts.score.results.filter((one) => one.verdict === 'exempt')
  const byUnit = [...groupBy(exempt, (one) => one.unit)].map(([unit, ones]) => ({
    unit,
    titles: nameList([...new Set(ones.map((one) => titleOf(context, one.requirement)))]),
    because: [...new Set(ones.map((one) => one.because ?? ''))].join('；'),
  }))
  const alike = groupBy(byUnit, (one) => `${one.titles} ${one.because}`)
  return [...alike.values()].map((units) => {
    const names = nameList(units.map((one) => context.unitName(one.unit)))
    const { titles = '', because = '' } = units[0] ?? {}
    return para(`${names}：${titles}不适用，原因是${because}。`)
  })
}

function deviations(context: Context): Block[] {
  const lines = exemptions(context)
  const late = context.facts.score.results.filter((one) => one.verdict === 'late')
  const names = [...new Set(late.map((one) => context.unitName(one.unit)))]
  return [
    h2('（三）偏离方案的情况'),
    ...(lines.length === 0 ? [para('各单位均适用全部要求。')] : lines),
    para(
      late.length === 0
        ? '没有窗口时间以外补办的情况。'
        : `窗口时间以外补办的有：${nameList(names)}。`,
    ),
  ]
}

export function titleOf(context: Context, requirement: string): string {
  return context.facts.pack.requirements.find((one) => one.id === requirement)?.title ?? requirement
}

export function progressBlocks(context: Context, heading: string): Block[] {
  return [h1(heading), ...preparation(), ...course(context), ...deviations(context)]
}
