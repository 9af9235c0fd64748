import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import {
  cardLevels,
  type Fact,
  judgeFacts,
  loadSupervision,
} from '../../../src/lib/supervision/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const subject = { kind: 'case', id: '1', number: 'X20150403001', unit: 'U', item: 'I' }
const clock = (used: number, running = true): Fact => {
  const values = { kind: 'case', promised: 10, statutory: 20, used, remaining: 10 - used, running }
  return { on: 'clock', subject, values }
}

test('the default rules are R01 to R19, each with its basis; a preset changes only what it names', async () => {
  const { rules } = await loadSupervision(templatesDir())
  const ids = Array.from({ length: 19 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`)
  expect(rules.map(({ id }) => id)).toEqual([...ids, 'R08a', 'R15a', 'R15b'].sort())
  expect(rules.every(({ text }) => text.basis !== '')).toBe(true)

  const strict = await loadSupervision(templatesDir(), 'strict')
  const changed = strict.rules.filter(({ id, text }) => {
    const before = rules.find((one) => one.id === id)
    return JSON.stringify(before?.text) !== JSON.stringify(text)
  })
  expect(changed.map(({ id }) => id)).toEqual(['R03'])
})

test.each([
  [8, null],
  [9, 'warning'],
  [10, 'warning'],
  [11, 'yellow'],
  [20, 'yellow'],
  [21, 'red'],
])('%i days used of 10 promised and 20 by law: %s', async (used, level) => {
  const set = await loadSupervision(templatesDir())
  const { cards } = judgeFacts(set, [clock(used)])
  expect(cards.map((card) => [card.rule, card.level])).toEqual(
    level === null ? [] : [['R01', level]],
  )
})

test('a card holds everything that is needed to work it out again', async () => {
  const set = await loadSupervision(templatesDir())
  const [card] = judgeFacts(set, [clock(11)]).cards
  expect(card).toEqual({
    rule: 'R01',
    title: '办件时限',
    preset: 'default',
    version: 2,
    level: 'yellow',
    subject,
    inputs: clock(11).values,
    lines: ['已用 11 个工作日，承诺 10 个（含延期），剩余 -1 个', '法定 20 个工作日（含延期）'],
    basis: expect.stringContaining('第四十二条'),
  })
})

test('what was not measured is not judged, and said so; so is a rule that found nothing of its sort', async () => {
  const set = await loadSupervision(templatesDir())
  const { used: _, ...lacking } = clock(30).values
  const blind = [
    { on: 'clock', subject, values: { ...lacking, statutory: null } },
    { on: 'clock', subject, values: lacking },
  ]
  const elsewhere = { on: 'limit', subject, values: { kind: 'case', limit: 'notice' } }
  const { cards, unjudged } = judgeFacts(set, [...blind, elsewhere])
  expect(cards).toEqual([])
  expect(unjudged).toContainEqual({
    rule: 'R01',
    why: 'missing',
    inputs: ['statutory', 'used'],
    facts: 2,
  })
  expect(unjudged.map(({ rule, why }) => `${rule} ${why}`)).toContain('R04 missing')
  expect(unjudged.map(({ rule, why }) => `${rule} ${why}`)).not.toContain('R05 missing')
  expect(unjudged).toContainEqual(
    expect.objectContaining({ rule: 'R18', why: 'no-facts', inputs: ['charged', 'listed'] }),
  )
})

test('cards are a pure function of rules and facts, one per fact at most, and never milder as days pass', async () => {
  const set = await loadSupervision(templatesDir())
  const rank = (fact: Fact) => {
    const { cards } = judgeFacts(set, [fact])
    expect(cards.length).toBeLessThanOrEqual(1)
    expect(judgeFacts(set, [fact])).toEqual(judgeFacts(set, [structuredClone(fact)]))
    const [card] = cards
    return card === undefined ? -1 : cardLevels.indexOf(card.level)
  }
  fc.assert(
    fc.property(fc.nat(40), fc.nat(5), fc.boolean(), (used, more, running) => {
      expect(rank(clock(used + more, running))).toBeGreaterThanOrEqual(rank(clock(used, running)))
    }),
    { numRuns: 50 },
  )
})

test('a slip in a rule is told with its place', async () => {
  const folder = join(await tempFolder(), 'templates')
  await cp(join(templatesDir(), 'supervision'), join(folder, 'supervision'), { recursive: true })
  const file = join(folder, 'supervision', 'default.yaml')
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('red: used > statutory', 'red: usd > statutory'))
  await expect(loadSupervision(folder)).rejects.toMatchObject({
    code: 'HK-EXPR-005',
    params: { file, line: 11, name: 'usd', nearest: ['used'] },
  })
  await expect(loadSupervision(folder, 'none')).rejects.toMatchObject({ code: 'HK-YAML-007' })
})

test('deadlines of a drill are judged by the same evaluator', async () => {
  const set = await loadSupervision(templatesDir(), 'drill')
  const deadline = (done: number, minutesLeft: number) => {
    const values = { title: '网上申报', done, needed: 5, minutesLeft }
    const [card] = judgeFacts(set, [{ on: 'deadline', subject, values }]).cards
    return card === undefined ? null : [card.level, card.lines[0]]
  }
  expect([deadline(5, -1), deadline(4, 61)]).toEqual([null, null])
  expect(deadline(4, 60)?.[0]).toBe('warning')
  expect(deadline(4, 15)?.[0]).toBe('yellow')
  expect(deadline(4, -30)).toEqual(['red', '网上申报：应 5 次，已 4 次，已超过截止 30 分钟'])
})
