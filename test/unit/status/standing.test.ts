import { describe, expect, test } from 'vitest'
import type { UnitStanding } from '../../../src/lib/inbox/index.js'
import { loadPack } from '../../../src/lib/notice/index.js'
import { type RunFacts, type StandingFacts, standingOf } from '../../../src/lib/status/index.js'

const pack = await loadPack('menghai-2015')
const [first, second] = pack.units
if (first === undefined || second === undefined) throw new Error('the pack has units')

type State = UnitStanding['forms'][number]['state']

/** Every unit's three forms in one state, those of `but` (unit code) in another. */
function forms(state: State, but: Readonly<Record<string, State>> = {}): UnitStanding[] {
  return pack.units.map(({ code, name, batch }) => ({
    unit: { code, name },
    batch,
    forms: ['items', 'articles', 'node-staff'].map((form) => {
      const own = but[code] ?? state
      return { form, state: own, records: 1, returned: own === 'returned' ? 2 : 0 }
    }),
  }))
}

const steps = { total: 9, done: 9, failed: 0, unknown: 0, skipped: 0, waiting: 0 }
const requirements = { met: 1, late: 0, missed: 0, exempt: 0, disputed: 0 }
const finished: RunFacts = {
  ...{ run: 'drill-1', state: 'finished', steps, requirements, results: [] },
  lastWall: '2026-01-02T10:00:00.000+08:00',
}
const none = { url: null, state: 'none', toPush: null } as const
const ready = { url: 'http://127.0.0.1:1', state: 'reachable', toPush: 0 } as const

function facts(changes: Partial<StandingFacts> = {}): StandingFacts {
  const empty = { roles: [], gaps: {}, runs: [], papers: [] }
  return { pack, forms: forms('received'), hasAccounts: true, hall: none, ...empty, ...changes }
}

function papers(written: string): StandingFacts['papers'] {
  return ['docx', 'xlsx', 'html', 'json'].map((ending) => ({ path: `报告.${ending}`, written }))
}

const stepOf = (changes: Partial<StandingFacts>) => {
  const { stage, next } = standingOf(facts(changes), '2015-04-08')
  return [stage, next]
}

describe('the next command', () => {
  test('is the first thing that is not done', () => {
    expect(stepOf({ forms: forms('missing') })).toEqual(['collect', 'hallkit inbox'])
    expect(stepOf({ hasAccounts: false })).toEqual(['mapping', 'hallkit users generate'])
    expect(stepOf({})).toEqual(['hall', 'hallkit hall start'])
    expect(stepOf({ hall: { ...ready, toPush: 3 } })).toEqual(['hall', 'hallkit hall push'])
    expect(stepOf({ hall: ready })).toEqual(['drill', 'hallkit drill run'])
    expect(stepOf({ runs: [finished] })).toEqual(['report', 'hallkit report build'])
    expect(stepOf({ runs: [finished], papers: papers('2026-01-02T02:00:01Z') })).toEqual([
      'done',
      null,
    ])
  })

  test('is not held up by units that owe something', () => {
    expect(stepOf({ forms: forms('missing', { [first.code]: 'received' }), hall: ready })).toEqual([
      'drill',
      'hallkit drill run',
    ])
  })

  test('is to look on while a run is played, and to go on with a paused one whatever was changed since', () => {
    const paused = { ...finished, state: 'paused' } as const
    expect(stepOf({ runs: [{ ...finished, state: 'running' }], hall: ready })).toEqual([
      'drill',
      'hallkit drill status',
    ])
    expect(stepOf({ runs: [paused], hall: { ...ready, toPush: 5 } })).toEqual([
      'drill',
      'hallkit drill run',
    ])
    expect(stepOf({ runs: [paused] })).toEqual(['hall', 'hallkit hall start'])
  })

  test('is the report again when its papers tell of an earlier run, or one edition lacks', () => {
    const again = ['report', 'hallkit report build']
    expect(stepOf({ runs: [finished], papers: papers('2026-01-02T01:59:59Z') })).toEqual(again)
    const three = papers('2026-01-02T03:00:00Z').slice(1)
    expect(stepOf({ runs: [finished], papers: three })).toEqual(again)
  })
})

describe('what is missing', () => {
  test('is told unit by unit in the order of the notice, and a unit that owes nothing is not named', () => {
    const { missing } = standingOf(
      facts({
        forms: forms('received', { [second.code]: 'returned' }),
        gaps: { [first.code]: 2, [second.code]: 1 },
      }),
      '2015-04-08',
    )

    expect(missing.map(({ unitName, kind }) => `${unitName} ${kind}`)).toEqual([
      `${first.name} gap`,
      ...['form', 'form', 'form', 'gap'].map((kind) => `${second.name} ${kind}`),
    ])
  })

  test('counts a role only where people of the unit came in', () => {
    const [duty] = pack.roles
    if (duty === undefined) throw new Error('the pack has roles')
    const owed = (unit: typeof first, holders: string[], state: 'met' | 'missing') => {
      return { unit: unit.code, unitName: unit.name, duty, holders, state }
    }
    const roles = [
      owed(first, [], 'missing'),
      owed(second, ['甲'], 'met'),
      owed(second, [], 'missing'),
    ]
    const { missing } = standingOf(facts({ roles }), '2015-04-08')

    expect(missing).toEqual([
      expect.objectContaining({ kind: 'role', unit: second.code, have: 0, need: duty.min }),
    ])
  })

  test('holds what the last finished run did not bring', () => {
    const result: RunFacts['results'][number] = {
      ...{ requirement: 'R2', theme: 'service', unit: first.code, column: null, atLeast: 5 },
      ...{ computed: 'missed', dispute: null, override: null, contradictions: [] },
      ...{ counted: 3, verdict: 'missed', because: null, clause: '三（二）1', evidence: [] },
    }
    const run = { ...finished, results: [result, { ...result, verdict: 'met' as const }] }
    const { missing, overdue } = standingOf(facts({ runs: [run] }), '2015-04-10')

    expect(missing).toEqual([
      expect.objectContaining({ kind: 'requirement', requirement: 'R2', counted: 3, atLeast: 5 }),
    ])
    const late = overdue.find(({ obligation }) => obligation === 'O7')
    expect(late?.owedBy).toEqual([first.name])
  })
})

describe('overdue', () => {
  const overdue = (changes: Partial<StandingFacts>, on: string) =>
    standingOf(facts(changes), on).overdue.map(({ obligation, owedBy }) => [
      obligation,
      owedBy.length,
    ])

  test('begins the day after an obligation is due', () => {
    const late = { forms: forms('received', { [first.code]: 'missing' }), runs: [finished] }

    expect(overdue(late, '2015-04-10')).not.toContainEqual(['O2', 1])
    expect(overdue(late, '2015-04-11')).toContainEqual(['O2', 1])
  })

  test('follows the batch day where the notice says so', () => {
    const one = pack.units.filter(({ batch }) => batch === pack.batches[0]?.id).length

    expect(overdue({}, '2015-04-09')).toContainEqual(['O7', one])
    expect(overdue({}, '2015-04-10')).toContainEqual(['O7', pack.units.length])
  })

  test('names the office for a report that was not written, and nobody once it was', () => {
    const report = expect.arrayContaining([['situation', 1]])
    expect(overdue({ runs: [finished] }, '2015-05-01')).toEqual(report)
    expect(overdue({ runs: [finished], papers: papers('2026-01-02') }, '2015-05-01')).toEqual([])
  })
})
