import { paperClock, paperDate } from '../gongwen/signature.js'
import { BATCH_KINDS, HOWS } from '../metrics/index.js'
import type { Block, Inline } from '../model.js'
import { columns, table } from '../table.js'
import { type Context, count, h1, h2, para } from './context.js'
import { deviations } from './deviations.js'

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

/** Who did what was done: robots rehearse what people do, and a paper says so. */
function actors(context: Context): Inline[] {
  const own = HOWS.filter(([how]) => (context.metric(`acts.${how}`).numerator ?? 0) > 0)
  const runs = own.flatMap(([how, name], index): Inline[] => {
    return [`${index === 0 ? '' : '、'}${name}`, count(`acts.${how}`), '个']
  })
  return runs.length === 0 ? [] : ['（其中', ...runs, '）']
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
    pack.batches[0]?.windows
      .map(([from, to]) => `${paperClock(from)}—${paperClock(to)}`)
      .join('、') ?? ''
  return [
    h2('（二）实施过程'),
    para(
      `演练地点为${pack.place}，演练时间为每日${hours}。演练共展开动作`,
      count('steps.total'),
      '个，完成',
      count('steps.done'),
      '个',
      ...actors(context),
      '。各批次办理情况如下：',
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

export function progressBlocks(context: Context, heading: string): Block[] {
  return [h1(heading), ...preparation(), ...course(context), ...deviations(context)]
}
