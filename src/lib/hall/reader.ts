import { AppError } from '../errors/index.js'
import { brokenLink, type ChainLink } from './audit/index.js'
import {
  type HallCard,
  type HallReader,
  isSupervised,
  itemPlaces,
  LATE_ENTRY,
  supervisionLists,
} from './contract.js'
import { expectReply, replySchemas } from './replies.js'
import type { HallReply, HallRequest, Transport } from './transport.js'
import { objectKinds } from './workflow.js'

/** Sends a request, in the name of somebody; refusals are thrown. */
export type Send = (request: HallRequest) => Promise<HallReply>

/** The readings of the reference interface. */
export function reader({ url }: Transport, send: Send): HallReader {
  const get = (path: string) => send({ method: 'GET', path })
  return {
    can: (action) => (isOurs(action) ? 'yes' : 'no'),
    info: async () => expectReply(url, await get('/healthz'), replySchemas.info),
    events: async (after) =>
      expectReply(url, await get(`/api/v1/events?after=${after}`), replySchemas.events),
    get: async (kind, id) =>
      expectReply(
        url,
        await get(`/api/v1/${kind}s/${encodeURIComponent(id)}`),
        replySchemas.object,
      ),
    legalClock: async (kind, id) =>
      expectReply(
        url,
        await get(`/api/v1/${kind}s/${encodeURIComponent(id)}/clock`),
        replySchemas.legalClock,
      ),
    cards: (unit) => cardsOf(url, get, unit),
    itemAt: async (place, code) => {
      const path = `/api/v1/items/${encodeURIComponent(code)}`
      return expectReply(
        url,
        await get(place === 'guide' ? `${path}/guide` : path),
        replySchemas.itemFace,
      )
    },
    localDays: async (year) =>
      expectReply(url, await get(`/api/v1/calendars/${year}`), replySchemas.localDays),
    brokenAt: async () => brokenLink(await chainedFeed(url, get)),
    count: async (what) => {
      if (isSupervised(what)) return countCards(url, get, CARD_QUERIES[what])
      const counts = expectReply(url, await get('/api/v1/counts'), replySchemas.counts)
      const count = counts[what]
      if (count === undefined) throw new AppError('HK-HALL-007', { url, detail: `counts.${what}` })
      return count
    },
  }
}

/** The whole feed as the hall hashed it. */
async function chainedFeed(
  url: string,
  get: (path: string) => Promise<HallReply>,
): Promise<readonly ChainLink[]> {
  const all: ChainLink[] = []
  for (let after = 0; ; ) {
    const page = expectReply(url, await get(`/api/v1/events?after=${after}`), replySchemas.chain)
    if (page.last === after) return all
    all.push(...page.events)
    after = page.last
  }
}

/** Which cards of the hall answer for what supervision shows. */
const CARD_QUERIES: Readonly<Record<keyof typeof supervisionLists, readonly string[]>> = {
  warning: ['level=warning'],
  overdue: ['rule=R01&level=yellow', 'rule=R01&level=red'],
  card: ['level=yellow', 'level=red'],
}

/** The cards of a unit as the hall judges them now. */
async function cardsOf(
  url: string,
  get: (path: string) => Promise<HallReply>,
  unit: string,
): Promise<readonly HallCard[]> {
  const lists = await Promise.all(
    CARD_QUERIES.card.map((query) =>
      get(`/api/v1/cards?${query}&unit=${encodeURIComponent(unit)}`),
    ),
  )
  return lists.flatMap((reply) => expectReply(url, reply, replySchemas.cards).cards)
}

async function countCards(
  url: string,
  get: (path: string) => Promise<HallReply>,
  queries: readonly string[],
): Promise<number> {
  let count = 0
  for (const query of queries) {
    count += expectReply(url, await get(`/api/v1/cards?${query}`), replySchemas.cards).total
  }
  return count
}

/** The whole interface: acts on every kind, and the readings and settings of the contract. */
function isOurs(action: string): boolean {
  const [kind = '', verb = ''] = action.split('.')
  const isKind = (objectKinds as readonly string[]).includes(kind)
  return (isKind && verb !== 'list') || OTHERS.has(action)
}

const OTHERS = new Set([
  ...[
    LATE_ENTRY,
    'hall.info',
    'hall.counts',
    'event.list',
    'clock.set',
    'user.create',
    'user.update',
  ],
  ...Object.values(supervisionLists),
  ...Object.values(itemPlaces),
  ...['unit', 'column', 'item', 'user', 'assignment'].flatMap((sort) => [
    `${sort}.list`,
    `${sort}.apply`,
  ]),
])
