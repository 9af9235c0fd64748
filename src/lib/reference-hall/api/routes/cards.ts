import { z } from 'zod'
import { cardLevels, judgeFacts, loadPresets, type RuleSet } from '../../../supervision/index.js'
import { hallFacts } from '../../watch/county-facts.js'
import { viewOf } from '../access.js'
import type { HallApp, HallContext } from '../app.js'
import { HallProblem, wrongAt } from '../problem.js'

const filter = z.string().min(1).max(100).optional()
const preset = z.string().max(100).default('default')
const query = z.strictObject({
  preset,
  rule: filter,
  unit: filter,
  level: z.enum(cardLevels).optional(),
  subject: filter.describe('编号'),
})
const level = z.enum(cardLevels)
const plain = z.record(z.string(), z.unknown())
const card = z
  .object({
    rule: z.string(),
    title: z.string(),
    preset: z.string(),
    version: z.int(),
    level,
    subject: z.object({
      kind: z.string(),
      id: z.string(),
      number: z.string(),
      unit: z.string(),
      item: z.string().nullable(),
    }),
    inputs: plain,
    lines: z.array(z.string()),
    basis: z.string(),
    /** The 督办通知单 that was issued for it. */
    notice: z.string().nullable(),
  })
  .meta({ id: 'Card', description: '预警、黄牌、红牌，连同测量值与算式' })
const unjudged = z.object({
  rule: z.string(),
  why: z.enum(['no-facts', 'missing']),
  inputs: z.array(z.string()),
  facts: z.int(),
})
const answer = z.object({
  asOf: z.string(),
  preset: z.string(),
  total: z.int(),
  cards: z.array(card),
  unjudged: z.array(unjudged),
})
const rules = z.object({
  presets: z.array(z.string()),
  preset: z.string(),
  version: z.int(),
  title: z.string(),
  source: z.string(),
  rules: z.array(z.looseObject({ id: z.string(), title: z.string() })),
})

/** Cards of this moment, worked out anew each time; the rules behind them. */
export function cardRoutes(app: HallApp, hall: HallContext): void {
  let presets: ReadonlyMap<string, RuleSet> = new Map()
  app.addHook('onReady', async () => {
    presets = await loadPresets(hall.rules.folder)
  })
  const chosen = (id: string) => {
    const set = presets.get(id)
    if (set === undefined)
      throw wrongAt('/preset', `没有这套规则，有：${[...presets.keys()].join('、')}`)
    return set
  }

  const read = { summary: '监督：此刻的预警与亮牌', querystring: query, response: { 200: answer } }
  app.get('/api/v1/cards', { schema: read }, (request) => {
    const { unit } = seen(hall, request)
    const wanted = request.query
    const issued = issuedNotices(hall)
    const set = chosen(wanted.preset)
    const facts = hallFacts(hall, unit ?? wanted.unit ?? null)
    const { cards, unjudged: blind } = judgeFacts(set, facts)
    const shown = cards
      .filter(({ rule }) => wanted.rule === undefined || rule === wanted.rule)
      .filter((one) => wanted.level === undefined || one.level === wanted.level)
      .filter(({ subject }) => wanted.unit === undefined || subject.unit === wanted.unit)
      .filter(({ subject }) => wanted.subject === undefined || subject.number === wanted.subject)
      .filter(() => hall.faults.strike('wrong-card') === undefined)
      .map((one) => ({ ...one, notice: issued.get(`${one.rule} ${one.subject.number}`) ?? null }))
    const total = shown.length
    return { asOf: hall.time.now(), preset: set.id, total, cards: shown, unjudged: blind }
  })

  const asking = z.strictObject({ preset })
  const told = { summary: '监督：规则', querystring: asking, response: { 200: rules } }
  app.get('/api/v1/supervision/rules', { schema: told }, (request) => {
    viewOf(hall, request)
    const { id, version, title, source, rules: all } = chosen(request.query.preset)
    const texts = all.map((rule) => ({ id: rule.id, ...rule.text }))
    return { presets: [...presets.keys()], preset: id, version, title, source, rules: texts }
  })
}

/** Whose cards somebody sees: the county all, a unit its own, an applicant none. */
function seen(hall: HallContext, request: Parameters<typeof viewOf>[1]) {
  const { everything, unit } = viewOf(hall, request)
  if (!everything && unit === null) throw new HallProblem('forbidden')
  return { unit: everything ? null : unit }
}

/** Numbers of the notices that were issued, by rule and subject. */
function issuedNotices(hall: HallContext): ReadonlyMap<string, string> {
  const { states } = hall.rules.workflows.notice
  const notices = hall.objects.inStates('notice', Object.keys(states), false)
  return new Map(
    notices.map(({ data, number }) => [`${data['rule']} ${data['subject']}`, number] as const),
  )
}
