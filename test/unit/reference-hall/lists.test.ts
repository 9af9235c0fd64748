import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  ADMIN_TOKEN,
  actor,
  furnish,
  items,
  startTestHall,
  type TestHall,
  units,
} from '../../support/hall.js'
import { ask } from '../../support/hall-http.js'

let hall: TestHall
beforeAll(async () => {
  hall = await startTestHall()
  const client = await hall.connect()
  await furnish(client)
  const act = actor(client)
  const submit = (unit: number, applicant: string) =>
    act(unit === 0 ? 'a-applicant' : 'b-applicant', 'case.submit', null, {
      ...{ item: items[unit]?.code, applicant },
    })
  await client.setClock('2015-04-03T09:00:00+08:00')
  const early = await submit(0, '演练甲')
  await act('a-window_acceptor', 'case.accept', early.id)
  await client.setClock('2015-04-08T09:00:00+08:00')
  const late = await submit(0, '演练乙')
  await act('a-window_acceptor', 'case.accept', late.id)
  await submit(1, '演练丙')
})
afterAll(() => hall.close())

const list = async (query: string) => {
  const path = `/api/v1/cases?${query}`
  const { body } = await ask(hall, 'GET', path, undefined, { 'x-admin-token': ADMIN_TOKEN })
  return body
}
const names = async (query: string) =>
  (await list(query)).objects.map(({ data }: { data: { applicant: string } }) => data.applicant)

test('lists are narrowed by state, unit, item, text and the day on which the clock runs out', async () => {
  expect(await names('state=accepted')).toEqual(['演练甲', '演练乙'])
  expect(await names(`unit=${units[1]?.code}`)).toEqual(['演练丙'])
  expect(await names(`item=${items[0]?.code}`)).toEqual(['演练甲', '演练乙'])
  expect(await names(`q=${encodeURIComponent('练乙')}`)).toEqual(['演练乙'])
  expect(await names('dueTo=2015-04-20')).toEqual(['演练甲'])
  expect(await names('dueFrom=2015-04-21')).toEqual(['演练乙'])
  expect(await names('dueFrom=2015-04-20&dueTo=2015-05-01')).toEqual(['演练甲', '演练乙'])
  expect((await list('dueFrom=gestern')).errors[0].pointer).toBe('/dueFrom')
})

test('a cursor walks through everything once, whatever the filter; a page holds 500 at most', async () => {
  for (const filter of ['', '&dueFrom=2015-01-01', '&state=accepted']) {
    const seen: string[] = []
    for (let next = ''; ; ) {
      const page = await list(`limit=1${filter}${next}`)
      if (page.objects.length === 0) break
      seen.push(page.objects[0].id)
      if (page.next === null) break
      next = `&cursor=${page.next}`
    }
    expect(seen).toHaveLength((await list(`limit=500${filter}`)).total)
    expect(new Set(seen).size).toBe(seen.length)
  }
  expect((await list('limit=501')).errors[0].pointer).toBe('/limit')
})
