import { at } from '../../src/lib/calendar/index.js'
import type { HallEvent } from '../../src/lib/hall/index.js'
import { ADMIN_TOKEN, actor, assignments, furnish, items, startTestHall, units } from './hall.js'
import { addExtras } from './hall-model.js'

export const item = items[0]?.code ?? ''
export const unit = units[0]?.code ?? ''
/** An item that is decided at once (即办). */
export const instant = `${unit}即办01`

interface Due {
  readonly limit: string
  readonly due: string
}

/** A special procedure as somebody asks for it. */
export const special = {
  ...{ kind: '检测', basis: '某某条例第九条', days: 5, notice: '特别程序告知书一号' },
}

/** What a refused act rejects with. */
export const refusal = (status: number, code: string) => ({ params: { status, code } })

/** A furnished hall whose items are promised in 20 working days, at ten in the morning of a day, and how tests act and read in it. */
export async function legalHall(day: string) {
  const hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  await addExtras(client)
  const promised = items.map((one) => ({ ...one, promisedWorkdays: 20 }))
  const [one] = promised
  if (one === undefined) throw new Error('no item')
  const atOnce = { ...one, code: instant, name: '即办事项', promisedWorkdays: 0 }
  await client.putItems([...promised, atOnce])
  await client.putAssignments(
    assignments.filter((a) => a.item === item).map((a) => ({ ...a, item: instant })),
  )
  const days = (next: string) => client.setClock(at(next, '10:00'))
  await days(day)
  const act = actor(client)

  async function read(path: string) {
    const reply = await fetch(`${hall.url}${path}`, { headers: { 'x-admin-token': ADMIN_TOKEN } })
    // biome-ignore lint/suspicious/noExplicitAny: whatever the hall says
    return (await reply.json()) as any
  }
  const clock = (id: string, kind = 'case') => read(`/api/v1/${kind}s/${id}/clock`)
  const limits = async (id: string, kind = 'case') =>
    (await clock(id, kind)).limits.map(({ limit, due }: Due) => [limit, due])
  const eventsOf = async (id: string, kind = 'case'): Promise<readonly HallEvent[]> =>
    (await read(`/api/v1/${kind}s/${id}/events`)).events

  const submit = async (code = item) =>
    (await act('a-applicant', 'case.submit', null, { item: code, applicant: '演练甲' })).id
  /** A case brought to its handler. */
  const handling = async () => {
    const id = await submit()
    await act('a-window_acceptor', 'case.accept', id)
    await act('a-coordinator', 'case.assign', id)
    return id
  }
  /** A case brought to who decides. */
  const approving = async () => {
    const id = await handling()
    await act('a-handler', 'case.handle', id, { opinion: '同意' })
    await act('a-reviewer', 'case.review_pass', id, { opinion: '同意' })
    return id
  }
  return { hall, client, act, days, clock, limits, eventsOf, submit, handling, approving }
}
