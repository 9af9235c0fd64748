import type { Happening, HappeningSort } from '../../drill/index.js'
import { paperMoment, paperSpan } from '../gongwen/signature.js'
import { groupBy } from '../group.js'
import type { Block, Inline } from '../model.js'
import { type Context, count, h2, nameList, para, titleOf } from './context.js'

/** 偏离方案的情况: exemptions, absences, what came late, outages, pauses, stand-ins, what was left out, bare words. */
export function deviations(context: Context): Block[] {
  const told = [
    ...absences(context),
    ...otherMakeups(context),
    ...outages(context),
    ...pauses(context),
    ...standIns(context),
    ...leftOut(context),
    ...bareWords(context),
  ]
  return [h2('（三）偏离方案的情况'), ...exemptions(context), late(context), ...told]
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
  if (alike.size === 0) return [para('各单位均适用全部要求。')]
  return [...alike.values()].map((units) => {
    const names = nameList(units.map((one) => context.unitName(one.unit)))
    const { titles = '', because = '' } = units[0] ?? {}
    return para(`${names}：${titles}不适用，原因是${because}。`)
  })
}

function late(context: Context): Block {
  const ones = context.facts.score.results.filter((one) => one.computed === 'late')
  if (ones.length === 0) return para('没有逾期办理的情况。')
  const units = [...groupBy(ones, (one) => one.unit)].map(([unit, own]) => {
    const titles = [...new Set(own.map((one) => titleOf(context, one.requirement)))]
    return `${context.unitName(unit)}（${nameList(titles)}）`
  })
  return para(`批次时间过后才完成、按逾期计的有：${nameList(units)}。`)
}

/** Since when, why, whether there was a makeup, and what was left undone. */
function absences(context: Context): Block[] {
  return sorted(context, 'absent').map(({ at, units: [unit = ''], text }) => {
    const spans = sorted(context, 'makeup')
      .filter(({ units }) => units.includes(unit))
      .map(spanOf)
    const made = spans.length === 0 ? '没有补演' : `另开补演：${spans.join('、')}`
    const begin = `${context.unitName(unit)}${paperMoment(at)}起缺席，原因是${text}；${made}；`
    return has(context, `left.${unit}`)
      ? para(`${begin}未演的动作`, count(`left.${unit}`), '个。')
      : para(`${begin}应演的动作全部演完。`)
  })
}

function otherMakeups(context: Context): Block[] {
  const away = new Set(sorted(context, 'absent').flatMap(({ units }) => units))
  return sorted(context, 'makeup').flatMap((one) => {
    const units = one.units.filter((unit) => !away.has(unit))
    return units.length === 0
      ? []
      : [para(`为${namesOf(context, units)}另开补演：${spanOf(one)}。`)]
  })
}

function outages(context: Context): Block[] {
  const all = sorted(context, 'outage')
  if (all.length === 0) return []
  const each = all.map((one) => `${spanOf(one)}，${namesOf(context, one.units)}，${one.text}`)
  const alike = groupBy(context.facts.score.excused, ({ minutes }) => String(minutes))
  const lost = [...alike.values()].flatMap((own, index): Inline[] => {
    const names = nameList(own.map(({ unit }) => context.unitName(unit)))
    const figure = count(`excused.${own[0]?.unit}`)
    return [`${index === 0 ? '' : '，'}${names}${own.length > 1 ? '各' : ''}`, figure, '分钟']
  })
  const cost = lost.length === 0 ? ['不占开放时间'] : ['占用开放时间：', ...lost]
  const rule = '。各项结论仍按原定时间计算，占用的时间列出供认定时参考。'
  return [para('登记停用', count('said.outage'), `次：${each.join('；')}。`, ...cost, rule)]
}

function pauses(context: Context): Block[] {
  const all = sorted(context, 'pause')
  if (all.length === 0) return []
  const each = all.map(
    (one) => `${one.to === null ? `${paperMoment(one.at)}起` : spanOf(one)}，${one.text}`,
  )
  return [para('演练暂停', count('said.pause'), `次：${each.join('；')}。`)]
}

function standIns(context: Context): Block[] {
  const figures = context.metrics.filter(({ id }) => id.startsWith('standin.'))
  if (figures.length === 0) return []
  const each = figures.flatMap(({ id }, index): Inline[] => [
    `${index === 0 ? '' : '，'}${context.unitName(id.slice('standin.'.length))}`,
    count(id),
    '个',
  ])
  return [
    para('由机器人替演的动作', count('acts.understudy'), '个，不计入本单位完成数：', ...each, '。'),
  ]
}

/** What somebody decided to leave out; what depends on it fell away with it. */
function leftOut(context: Context): Block[] {
  const alike = groupBy(sorted(context, 'skip'), ({ units, about, text }) =>
    [units.join(), titleOfStep(context, about), text].join(' '),
  )
  const each = [...alike.values()].map(([one]) =>
    one === undefined
      ? ''
      : `${namesOf(context, one.units)}“${titleOfStep(context, one.about)}”（${one.text}）`,
  )
  return each.length === 0
    ? []
    : [para(`经组织方决定不演的有：${nameList(each)}，其后续环节一并不演。`)]
}

/** Words that nothing in the hall proves: they are told, and count nothing. */
function bareWords(context: Context): Block[] {
  const papers = sorted(context, 'paper').map(
    ({ units, text }) => `${units.length === 0 ? '' : `${namesOf(context, units)}：`}${text}`,
  )
  const unproven = context.metric('said.unproven').numerator ?? 0
  return [
    ...(papers.length === 0
      ? []
      : [
          para(
            '停用期间在纸上办理、事后补记的',
            count('said.paper'),
            `条，只作自述，不计入完成数：${papers.join('；')}。`,
          ),
        ]),
    ...(unproven === 0
      ? []
      : [para('自述已办而大厅未显示的动作', count('said.unproven'), '个，未计入完成数。')]),
  ]
}

function sorted({ facts }: Context, sort: HappeningSort): readonly Happening[] {
  return facts.happenings.filter((one) => one.sort === sort)
}

function has({ metrics }: Context, id: string): boolean {
  return metrics.some((metric) => metric.id === id)
}

function spanOf({ at, from, to }: Happening): string {
  return paperSpan(from ?? at, to ?? at)
}

function namesOf({ unitName }: Context, units: readonly string[]): string {
  return units.length === 0 ? '全部单位' : nameList(units.map(unitName))
}

function titleOfStep({ facts }: Context, key: string | null): string {
  return facts.stepTitles.get(key ?? '') ?? key ?? ''
}
