import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { loadDrills } from '../../../src/lib/drill/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const PROVINCE = `drill: 1
basis: 云政督通〔2015〕2号
late: skip
pause: keep
until: 2015-05-01
deadlines:
  - { id: D1, title: 受理, from: case.pre-passed, to: case.accepted, limit: 2h, clause: 三（二） }
gates: [{ id: g1, title: 领导小组确认, before: b2 }]
safeguards: [{ watch: errorRate, over: 1h, max: 20% }, { watch: hall.up, patience: 2m }]
cast: [{ role: approver, by: human, understudy: 2h }]
units: [{ unit: 国土局, times: { service: 6 } }]
score: { weights: { info: 20 }, late: 0.6, grades: [{ name: 优秀, from: 90 }] }
`

async function county(keys: string) {
  const folder = await tempFolder()
  await writeFile(join(folder, '全省.yaml'), PROVINCE)
  const file = join(folder, '县.yaml')
  await writeFile(file, `drill: 1\nextends: 全省.yaml\n${keys}\n`)
  return loadDrills(join(templatesDir(), 'drills'), file)
}

test.each([
  ['late: count', 'late', 'skip', 'count'],
  ['pause: freeze', 'pause', 'keep', 'freeze'],
  ['until: 2015-05-02', 'until', '2015-05-01', '2015-05-02'],
  [
    'deadlines: [{ id: D1, title: 受理, from: case.pre-passed, to: case.accepted, limit: 3h }]',
    'deadlines D1',
    '2h',
    '3h',
  ],
  ['deadlines: []', 'deadlines D1', 'D1', '—'],
  ['gates: []', 'gates g1', 'g1', '—'],
  ['safeguards: [{ watch: hall.up, patience: 2m }]', 'safeguards errorRate', 'errorRate', '—'],
  [
    'safeguards: [{ watch: hall.up, patience: 5m }, { watch: errorRate, over: 1h, max: 20% }]',
    'safeguards hall.up',
    '2m',
    '5m',
  ],
  [
    'safeguards: [{ watch: errorRate, over: 1h, max: 30% }, { watch: hall.up, patience: 1m }]',
    'safeguards errorRate',
    '20%',
    '30%',
  ],
  ['cast: [{ role: approver, by: human, understudy: 1h }]', 'cast approver * *', '2h', '1h'],
  ['cast: [{ role: approver, by: robot }]', 'cast approver * *', 'approver * *', '—'],
  ['units: [{ unit: 国土局, times: { service: 5 } }]', 'units 国土局', 'service: 6', 'service: 5'],
  [
    'score: { weights: { info: 20 }, late: 0.7, grades: [{ name: 优秀, from: 90 }] }',
    'score',
    '0.6',
    '0.7',
  ],
  [
    'score: { weights: { info: 20 }, late: 0.6, grades: [{ name: 优秀, from: 85 }] }',
    'score 优秀',
    '90',
    '85',
  ],
])('a county may not write %j under its province', async (keys, key, theirs, mine) => {
  await expect(county(keys)).rejects.toMatchObject({
    code: 'HK-DRILL-015',
    params: { key, theirs, mine, clause: expect.stringMatching(/^全省\.yaml 云政督通〔2015〕2号/) },
  })
})

test('a limit from the notice is named with its clause', async () => {
  const longer = '{ id: D1, title: 受理, from: case.pre-passed, to: case.accepted, limit: 3h }'
  await expect(county(`deadlines: [${longer}]`)).rejects.toMatchObject({
    params: { clause: '全省.yaml 云政督通〔2015〕2号 三（二）' },
  })
})

test.each([
  'until: 2015-04-20',
  'deadlines: [{ id: D1, title: 受理, from: case.pre-passed, to: case.accepted, limit: 90m }, { id: D2, title: 承办, from: case.assigned, to: case.handled, limit: 1h }]',
  'safeguards: [{ watch: errorRate, over: 1h, max: 10% }, { watch: hall.up, patience: 30s }]',
  'cast: [{ role: approver, by: human, understudy: 3h }, { role: handler, by: human }]',
  'batches: [{ id: b1, day: 2015-04-20, windows: [["09:00", "11:00"]] }]',
  'units: [{ unit: 国土局, times: { service: 9 } }]',
])('it may write %j', async (keys) => {
  await expect(county(keys)).resolves.toMatchObject({ looser: [] })
})

test('what the province allowed is taken with its reason, and told', async () => {
  const { plays, looser } = await county(
    'until: 2015-05-05\nbecause: { until: 省领导小组批复同意 }',
  )
  expect(plays.until).toBe('2015-05-05')
  expect(looser).toMatchObject([
    {
      code: 'HK-DRILL-111',
      level: 'hint',
      params: { key: 'until', because: '省领导小组批复同意' },
    },
  ])
})
