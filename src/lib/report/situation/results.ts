import type { Verdict } from '../../drill/index.js'
import { CARD_LEVELS, cardedUnits, VERDICT_NAMES, VERDICTS } from '../metrics/index.js'
import type { Block, Inline } from '../model.js'
import { columns, table } from '../table.js'
import { contestedBlocks } from './contested.js'
import { type Context, count, fraction, h1, h2, para, percent } from './context.js'

const ORDINALS = '一二三四五六七八九十'

/** Objects that each theme produces, by metric id. */
const THEME_OBJECTS: Readonly<Record<string, readonly [string, string][]>> = {
  info: [['articles', '栏目信息']],
  service: [['cases', '办件（含投资项目分送办件）']],
  invest: [['projects', '投资项目']],
  supervise: [
    ['consultations', '咨询'],
    ['complaints', '投诉'],
  ],
}

function objectSentence(theme: string): Inline[] {
  return (THEME_OBJECTS[theme] ?? []).flatMap(([id, name]): Inline[] => [
    `${name}`,
    count(id),
    '件，办结',
    count(`${id}.done`),
    '件（',
    percent(`${id}.done`),
    '）。',
  ])
}

function verdictCount(requirement: string, verdict: Verdict): Inline {
  return count(`req.${requirement}.${verdict}`)
}

const SHORT_VERDICTS = { ...VERDICT_NAMES, met: '按时', late: '逾期' }

/** Two characters take 8, three 10. */
function widthOf(word: string): string {
  return `${word}:${4 + 2 * word.length}`
}

/** The verdicts that a table of the paper shows: disputed and unchecked ones where there are some, so that rows add up. */
function shownVerdicts({ facts }: Context): readonly Verdict[] {
  const own = new Set(facts.score.results.map(({ verdict }) => verdict))
  return VERDICTS.filter((one) => (one !== 'disputed' && one !== 'unchecked') || own.has(one))
}

function themeBlocks(
  context: Context,
  theme: { id: string; title: string },
  index: number,
): Block[] {
  const requirements = context.facts.pack.requirements.filter((one) => one.theme === theme.id)
  const shown = shownVerdicts(context)
  const rows = requirements.map((one) => [
    `${one.title}${one.inferred ? '（推定）' : ''}`,
    one.clause,
    fraction(`req.${one.id}`),
    ...shown.map((verdict) => verdictCount(one.id, verdict)),
  ])
  return [
    h2(`（${ORDINALS[index]}）${theme.title}`),
    para(...objectSentence(theme.id)),
    table(
      `theme-${theme.id}`,
      null,
      columns(
        '要求:25:left',
        '依据:16',
        '完成/应完成:15',
        ...shown.map((verdict) => widthOf(SHORT_VERDICTS[verdict])),
      ),
      rows,
    ),
    ...(theme.id === 'supervise' ? cardBlocks(context) : []),
  ]
}

/** 亮牌: how many, and whose; the drill's own supervision is never mixed with the daily one. */
function cardBlocks(context: Context): Block[] {
  const units = cardedUnits(context.facts)
  const said = para(
    '演练期间按演练期限模拟亮牌：',
    ...CARD_LEVELS.flatMap(([level, title, unit], index): Inline[] => [
      `${index === 0 ? '' : '，'}${title}`,
      count(`cards.${level}`),
      unit,
    ]),
    units.length === 0 ? '。' : '，不计入日常监察。各单位亮牌情况如下：',
  )
  if (units.length === 0) return [said]
  const rows = units.map((code) => [
    context.unitName(code),
    ...CARD_LEVELS.map(([level]) => count(`cards.${code}.${level}`)),
  ])
  return [
    said,
    table('cards', null, columns('单位:40:left', '红牌:20', '黄牌:20', '预警:20'), rows),
  ]
}

const STATES = { passed: '通过', failed: '未通过', unmeasured: '未测得' } as const

function conclusionBlocks(context: Context, ordinal: string): Block[] {
  return [
    h2(`（${ordinal}）结论`),
    para(
      '本结论按以下条件逐项判定：全部条件通过为具备；仅非硬性条件未通过为基本具备；硬性条件未通过为不具备；有条件未测得的，不能下结论。',
    ),
    table(
      'gates',
      null,
      columns('条件:34:left', '性质:14', '结果:20', '判定:14'),
      context.gates.map((gate) => [
        gate.name,
        gate.blocking ? '硬性' : '限期完善',
        fraction(gate.metric),
        STATES[gate.state],
      ]),
    ),
    para(
      `综合判定：${context.conclusion}${context.conclusion === '不能下结论' ? '' : '上线试运行条件'}。`,
    ),
  ]
}

export function resultBlocks(context: Context, heading: string): Block[] {
  const { themes } = context.facts.pack
  const contested = contestedBlocks(context)
  const unitsAt = themes.length
  const next = unitsAt + (contested.length > 0 ? 2 : 1)
  return [
    h1(heading),
    ...themes.flatMap((theme, index) => themeBlocks(context, theme, index)),
    h2(`（${ORDINALS[unitsAt]}）分单位情况`),
    para(
      '参演',
      count('units'),
      '家单位中，全部达标',
      count('units.complete'),
      '家，占',
      percent('units.complete'),
      '。各单位完成情况见附件2。',
    ),
    ...(contested.length > 0 ? [h2(`（${ORDINALS[unitsAt + 1]}）异议和认定`), ...contested] : []),
    ...conclusionBlocks(context, ORDINALS[next] ?? ''),
  ]
}
