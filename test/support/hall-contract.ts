import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plusSeconds } from '../../src/lib/calendar/index.js'
import type { Act, HallConnection, HallEvent, HallReader } from '../../src/lib/hall/index.js'
import { type DroppingProxy, droppingProxy } from './dropping-proxy.js'

/** A hall that a connector reaches, with one unit, one item, and an account for every role of a case. */
export interface ContractVenue {
  readonly url: string
  readonly unit: string
  readonly item: string
  readonly accounts: Readonly<Record<CaseRole, string>>
  /** Opens a client for this address (a proxy may stand before the hall), with these passwords. */
  readonly open: (at?: {
    readonly url?: string
    readonly password?: string
    readonly isAlone?: boolean
  }) => Promise<HallConnection>
  readonly close: () => Promise<void>
  /** True when a request is the one that commits an act. */
  readonly commits: (method: string, path: string) => boolean
  /** Whether cases can be submitted without a person. */
  readonly isWhole: boolean
}

async function hourAgo(hall: HallReader): Promise<string> {
  return plusSeconds((await hall.info()).time, -3600)
}

type CaseRole =
  | 'applicant'
  | 'coordinator'
  | 'window_acceptor'
  | 'handler'
  | 'reviewer'
  | 'approver'
  | 'issuer'

/** The way of a case from acceptance to settlement, by role. */
export const CASE_PATH: readonly (readonly [CaseRole, string, Record<string, string>, string])[] = [
  ['coordinator', 'case.pre_pass', {}, 'pre_passed'],
  ['window_acceptor', 'case.accept', {}, 'accepted'],
  ['coordinator', 'case.assign', {}, 'handling'],
  ['handler', 'case.handle', { opinion: '材料齐全' }, 'reviewing'],
  ['reviewer', 'case.review_pass', { opinion: '同意' }, 'approving'],
  ['approver', 'case.grant', { opinion: '准予许可' }, 'granted'],
  ['issuer', 'case.settle', { result: '已制作' }, 'settled'],
]

/** What every client of the contract keeps, whoever's hall stands behind it. */
export function hallContract(name: string, openVenue: () => Promise<ContractVenue>): void {
  describe(`the contract, by ${name}`, () => {
    let venue: ContractVenue
    let hall: HallConnection
    let n = 0
    const proxies: DroppingProxy[] = []

    beforeAll(async () => {
      venue = await openVenue()
      hall = await venue.open()
      await hall.events(0)
    })
    afterAll(async () => {
      hall.close()
      for (const proxy of proxies) await proxy.close()
      await venue.close()
    })

    const act = (role: CaseRole, action: string, id: string | null, input = {}): Act => {
      n += 1
      const [as, unit] = [venue.accounts[role], venue.unit]
      return {
        action,
        id,
        input,
        as,
        unit,
        idempotencyKey: `contract-${name.replaceAll(/\W/g, '')}-${n}`,
      }
    }
    const submission = () =>
      act('applicant', 'case.submit', null, { item: venue.item, applicant: '演练申请人' })
    const eventsOf = async (id: string, from: HallReader = hall) => {
      const all: HallEvent[] = []
      for (let after = 0; ; ) {
        const { events, last } = await from.events(after)
        if (events.length === 0) return all.filter(({ objectId }) => objectId === id)
        all.push(...events)
        after = last
      }
    }

    test('a case that was submitted is there: by its id, in the count, as one event with our tag', async () => {
      const before = await hall.count('case')
      const start = submission()
      const { id, number, state } = await hall.perform(start)

      expect(state).toBe('submitted')
      expect(await hall.get('case', id)).toMatchObject({ kind: 'case', id, number, state })
      expect(await hall.count('case')).toBe(before + 1)
      expect(await eventsOf(id)).toMatchObject([
        { type: 'case.submitted', unit: venue.unit, number, state, tag: start.idempotencyKey },
      ])
    })

    test('a whole case is moved act by act to its settlement; every act is one event, in order', async () => {
      const { id } = await hall.perform(submission())
      for (const [role, action, input, state] of CASE_PATH) {
        const done = await hall.perform(act(role, action, id, input))
        expect([action, done.state]).toEqual([action, state])
      }
      const events = await eventsOf(id)

      expect(events.map(({ type }) => type)).toEqual([
        ...['case.submitted', 'case.pre-passed', 'case.accepted', 'case.assigned', 'case.handled'],
        ...['case.reviewed', 'case.granted', 'case.settled'],
      ])
      expect(events.map(({ seq }) => seq)).toEqual(
        events.map(({ seq }) => seq).toSorted((a, b) => a - b),
      )
      expect((await hall.get('case', id)).state).toBe('settled')
    })

    test('an act whose time has not come is refused with a reason, and nothing changes', async () => {
      const { id } = await hall.perform(submission())
      const refusal = await hall
        .perform(act('approver', 'case.grant', id, { opinion: '准予' }))
        .catch((error: unknown) => error)

      expect(refusal).toMatchObject({ code: 'HK-HALL-003', params: { action: 'case.grant' } })
      expect((refusal as { params: { detail: string } }).params.detail).not.toBe('')
      expect((await hall.get('case', id)).state).toBe('submitted')
    })

    test('an object that is not there is a refusal, an action that no hall knows is unsupported', async () => {
      await expect(hall.get('case', '999999')).rejects.toMatchObject({ code: 'HK-HALL-003' })
      await expect(hall.perform(act('handler', 'fax.send', '1'))).rejects.toMatchObject({
        code: 'HK-HALL-005',
      })
      expect([hall.can('fax.send'), hall.can('case.accept')]).toEqual(['no', 'yes'])
    })

    test('a repeated key gives the first answer and does nothing twice', async () => {
      const start = submission()
      const first = await hall.perform(start)
      const again = await hall.perform(start)

      expect([again.id, again.number]).toEqual([first.id, first.number])
      expect(await eventsOf(first.id)).toHaveLength(1)
    })

    test('a wrong password is unauthorised, and names the account', async () => {
      const { id } = await hall.perform(submission())
      const wrong = await venue.open({ password: 'guess' })
      const one = act('coordinator', 'case.pre_pass', id)

      await expect(wrong.perform(one)).rejects.toMatchObject({
        code: 'HK-HALL-002',
        params: { account: one.as },
      })
      wrong.close()
    })

    test('a hall that is not there is unreachable', async () => {
      const away = await venue.open({ url: 'http://127.0.0.1:9' })
      const { code } = await away
        .perform(act('coordinator', 'case.pre_pass', '1'))
        .catch((error) => error)

      expect(code).toBe('HK-HALL-001')
      await expect(away.events(0)).rejects.toMatchObject({ code: 'HK-HALL-001' })
      away.close()
    })

    test('an answer lost after the act leaves its outcome unknown; asked again, the act is found and not done twice', async () => {
      let drops = 1
      const proxy = await droppingProxy(venue.url, (method, path) => {
        const isDropped = venue.commits(method, path) && drops > 0
        if (isDropped) drops -= 1
        return isDropped
      })
      proxies.push(proxy)
      const { id } = await hall.perform(submission())
      const client = await venue.open({ url: proxy.url })
      await client.events(0)
      const one = act('coordinator', 'case.pre_pass', id)

      const first = await client.perform(one).catch(({ code }) => code)
      // A hall that honours keys may be asked again at once; any other leaves the outcome unknown.
      if (typeof first === 'string') expect(first).toBe('HK-HALL-006')
      expect(proxy.dropped()).toBe(1)
      expect(await client.perform(one)).toMatchObject({ id, state: 'pre_passed' })
      expect(
        (await eventsOf(id, client)).filter(({ type }) => type === 'case.pre-passed'),
      ).toHaveLength(1)
      client.close()
    })

    test('an act entered afterwards happened when it says and was recorded later, or the hall says that it takes none', async () => {
      const late = { ...submission(), occurredAt: await hourAgo(hall) }
      if (hall.can('entry.late') === 'no') {
        const code = await hall.perform(late).catch((error) => error.code)
        expect(code).toBe('HK-HALL-005')
        return
      }
      const { id } = await hall.perform(late)
      const [event] = await eventsOf(id)

      expect(event?.occurredAt).toBe(late.occurredAt)
      expect(Date.parse(event?.recordedAt ?? '')).toBeGreaterThan(Date.parse(late.occurredAt))
      expect(await hall.cards?.(venue.unit)).toBeInstanceOf(Array)
    })

    test('registry and guide say what the item is, where the hall tells of them at all', async () => {
      const places = (['registry', 'guide'] as const).map((place) =>
        hall.itemAt?.(place, venue.item),
      )
      const faces = await Promise.all(places)
      const told = faces.filter((face) => face !== undefined)

      expect(hall.can('guide.get')).toBe(told.length === 0 ? 'no' : 'yes')
      for (const { name, promised } of told) {
        expect([name, promised]).toEqual([told[0]?.name, told[0]?.promised])
        expect(name).not.toBe('')
      }
    })

    test('whoever only reads holds no method that writes', () => {
      const reader: HallReader = hall
      // @ts-expect-error observing clients have no writing method in their type
      expect(reader.perform).toBeTypeOf('function')
    })
  })
}
