import { plusSeconds } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import {
  type HallEvent,
  type ItemPlace,
  itemPlaces,
  LATE_ENTRY,
  supervisionLists,
} from '../contract.js'
import { act, attempt, type Bench, note, type Outcome, untried } from './bench.js'
import type { Level } from './model.js'

/** L0 to L2: whether the hall answers, lets our accounts in and nobody else, and shows what it holds. */
export async function reach(bench: Bench): Promise<boolean> {
  const from = bench.now()
  const outcome = await attempt(async () => {
    const { name } = await bench.hall.info()
    await bench.hall.events(0)
    return `${name}, ${Math.round(bench.now() - from)} ms`
  })
  note(bench, 'L0', 'hall.reach', outcome)
  return outcome.verdict === 'yes'
}

/** What a hall should show, by the action that shows it. */
const READINGS = [
  ['item.list', 'item'],
  ['user.list', 'user'],
  ['case.list', 'case'],
  ['project.list', 'project'],
  ['article.list', 'article'],
  ['consultation.list', 'consultation'],
  ['complaint.list', 'complaint'],
] as const

/** L2: lists. Items and cases are what the rungs above need; the rest is told, and holds nothing up. */
export async function readLists(bench: Bench): Promise<void> {
  for (const [action, what] of READINGS) {
    const outcome = await attempt(async () => String(await bench.hall.count(what)))
    note(bench, 'L2', action, outcome)
  }
  const item = bench.cast?.item
  for (const [place, action] of Object.entries(itemPlaces) as [ItemPlace, string][]) {
    const told =
      item === undefined ? untried('account', '*') : await attempt(() => faceOf(bench, place, item))
    note(bench, 'L2', action, told)
  }
}

/** What a place says of the item that the check works with. */
async function faceOf({ hall }: Bench, place: ItemPlace, item: string): Promise<string> {
  if (!hall.itemAt) throw new AppError('HK-HALL-005', { action: itemPlaces[place] })
  const { name, promised } = await hall.itemAt(place, item)
  return [name, promised].filter((one) => one !== null).join(' ')
}

/** The way of a case to its settlement, by role. */
const WAY: readonly (readonly [Level, string, string])[] = [
  ['L4', 'case.pre_pass', 'coordinator'],
  ['L4', 'case.accept', 'window_acceptor'],
  ['L5', 'case.assign', 'coordinator'],
  ['L5', 'case.handle', 'handler'],
  ['L5', 'case.review_pass', 'reviewer'],
  ['L5', 'case.grant', 'approver'],
  ['L5', 'case.settle', 'issuer'],
]

/** L3: a case is submitted, found again, and seen as an event. The id of the case, null when there is none. */
export async function submit(bench: Bench): Promise<string | null> {
  const from = (await bench.hall.events(0)).last
  let id: string | null = null
  note(
    bench,
    'L3',
    'case.submit',
    await attempt(async () => {
      const done = await act(bench, 'case.submit', { role: 'applicant', id: null })
      id = done.id
      return done.number
    }),
  )
  if (id === null) return null
  const made: string = id
  note(
    bench,
    'L3',
    'case.get',
    await attempt(async () => (await bench.hall.get('case', made)).state),
  )
  note(bench, 'L3', 'event.list', await attempt(() => seenEvent(bench, made, from)))
  return id
}

async function seenEvent(bench: Bench, id: string, from: number): Promise<string> {
  const seen = await eventOf(bench, id, from)
  return seen === null ? '' : `${seen.type} ${seen.number}`
}

/** The first event of an object after a place in the feed. */
async function eventOf({ hall }: Bench, id: string, from: number): Promise<HallEvent | null> {
  for (let after = from; ; ) {
    const { events, last } = await hall.events(after)
    const seen = events.find(({ objectId }) => objectId === id)
    if (seen) return seen
    if (events.length === 0) return null
    after = last
  }
}

/** L4 and L5: the case is moved to its settlement, as far as `last`. */
export async function settle(
  bench: Bench,
  id: string | null,
  isAsked: (level: Level) => boolean,
): Promise<void> {
  let stoppedAt = id === null ? 'case.submit' : null
  for (const [level, action, role] of WAY.filter(([one]) => isAsked(one))) {
    const moved = await unless(
      stoppedAt,
      async () => (await act(bench, action, { role, id })).state,
    )
    const { verdict } = note(bench, level, action, moved)
    if (verdict !== 'yes' && verdict !== 'manual') stoppedAt ??= action
  }
}

/** Tries something, unless what had to come first did not succeed. */
async function unless(stoppedAt: string | null, work: () => Promise<string>): Promise<Outcome> {
  return stoppedAt === null ? attempt(work) : untried('before', stoppedAt)
}

/** L6: what a case needs off the straight way. Each is tried on a case of its own, or told by what the hall can. */
export async function detours(bench: Bench): Promise<void> {
  const id = await second(bench)
  const tries = [
    ['case.notify_correction', 'window_acceptor'],
    ['case.submit_correction', 'applicant'],
    ['case.withdraw', 'applicant'],
  ] as const
  for (const [action, role] of tries) {
    const stoppedAt = id === null ? 'case.submit' : null
    const move = async () => (await act(bench, action, { role, id })).state
    note(bench, 'L6', action, await unless(stoppedAt, move))
  }
  const handled = await handling(bench)
  for (const detour of DETOURS) await play(bench, detour, handled)
}

/** An act off the straight way, what has to be asked for first, and who does each. */
interface Detour {
  readonly action: string
  readonly role: string
  readonly first?: readonly [string, string]
}

const DETOURS: readonly Detour[] = [
  {
    ...{ action: 'case.start_special', role: 'approver' },
    first: ['case.request_special', 'handler'],
  },
  { action: 'case.end_special', role: 'handler' },
  {
    ...{ action: 'case.extend', role: 'agency_head' },
    first: ['case.request_extension', 'handler'],
  },
]

/** Plays a detour on a case that is being handled; by hand it is told only. */
async function play(bench: Bench, { action, role, first }: Detour, id: string | null) {
  const can = bench.hall.can(action)
  const plays = async () => {
    if (first !== undefined && bench.hall.can(first[0]) !== 'no') {
      await act(bench, first[0], { role: first[1], id })
    }
    return (await act(bench, action, { role, id })).state
  }
  const stoppedAt = id === null ? 'case.assign' : null
  const isCast = bench.cast?.accounts[role] !== undefined
  const tried = async () => (isCast ? unless(stoppedAt, plays) : untried('account', role))
  note(bench, 'L6', action, can === 'yes' ? await tried() : { verdict: can, evidence: '' })
}

/** A case of its own, moved until somebody handles it; null when it cannot be. */
async function handling(bench: Bench): Promise<string | null> {
  if (DETOURS.every(({ action }) => bench.hall.can(action) !== 'yes')) return null
  const id = await second(bench)
  if (id === null) return null
  const moved = await attempt(async () => {
    for (const [, action, role] of WAY.slice(0, 3)) await act(bench, action, { role, id })
    return id
  })
  return moved.verdict === 'yes' ? id : null
}

async function second(bench: Bench): Promise<string | null> {
  const made = await attempt(
    async () => (await act(bench, 'case.submit', { role: 'applicant', id: null })).id,
  )
  return made.verdict === 'yes' ? made.evidence : null
}

/** L7: what supervision needs to see, asked for and counted. */
export async function supervision(bench: Bench): Promise<void> {
  for (const what of ['warning', 'overdue', 'card'] as const) {
    const counted = await attempt(async () => String(await bench.hall.count(what)))
    note(bench, 'L7', supervisionLists[what], counted)
  }
  note(bench, 'L7', LATE_ENTRY, await lateEntry(bench))
}

const TEN_MINUTES = 600

/** A case that was taken in ten minutes ago and is entered only now: the hall has to show both times. */
async function lateEntry(bench: Bench): Promise<Outcome> {
  const from = (await bench.hall.events(0)).last
  let shown = ''
  const tried = await attempt(async () => {
    const occurredAt = plusSeconds((await bench.hall.info()).time, -TEN_MINUTES)
    const { id } = await act(bench, 'case.submit', { role: 'applicant', id: null, occurredAt })
    const event = await eventOf(bench, id, from)
    if (event?.occurredAt === occurredAt && event.recordedAt > occurredAt) shown = 'yes'
    return `${event?.occurredAt} ${event?.recordedAt}`
  })
  return tried.verdict === 'yes' && shown === '' ? { ...tried, verdict: 'unenforced' } : tried
}
