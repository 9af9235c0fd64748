// biome-ignore-all lint/suspicious/noTemplateCurlyInString: connector files hold ${CEL}
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { beforeEach, describe, expect, test } from 'vitest'
import { templatesDir } from '../../../src/lib/assets/index.js'
import { connectByConnector, loadHallRules, readConnector } from '../../../src/lib/hall/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const shipped = join(templatesDir(), 'connectors', 'exchange-tables.yaml')
let dir = ''

const gbk = (text: string) => iconv.encode(text, 'gb18030')

async function open(file = shipped, ledgerFile: string | null = null) {
  return connectByConnector(await readConnector(file), {
    ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: { EXCHANGE_DIR: dir } },
    ...{ credentials: async () => '', ledgerFile },
  })
}

const accept = (no: string, memo = '') =>
  `${no},3530100001,11530822000000001A,张三13800001234,2015-04-08 08:30:00,${memo},I\r\n`
const process = (no: string, name: string) => `${no},${name},李四,2015-04-08 09:00:00,I\r\n`

beforeEach(async () => {
  dir = await tempFolder()
  const heads = {
    up_pro_accept: 'project_no,task_code,org_code,apply_name,apply_date,memo,cd_operation\r\n',
    up_pro_process: 'project_no,process_name,handle_user_name,event_end_time,cd_operation\r\n',
    up_pro_special_procedure: 'project_no,special_name,special_result,cd_operation\r\n',
    up_pro_result: 'project_no,result_date,cd_operation\r\n',
  }
  for (const [name, head] of Object.entries(heads))
    await writeFile(join(dir, `${name}.csv`), gbk(head))
  await appendFile(
    join(dir, 'up_pro_accept.csv'),
    gbk(accept('旧0001') + accept('新0001', '【演练】tag-00000001')),
  )
  await appendFile(join(dir, 'up_pro_process.csv'), gbk(process('旧0001', '受理')))
})

describe('a hall that gives exchange tables only', () => {
  test('is observed: each new row is one event, once, also in the next life; what was there before us is not', async () => {
    const ledger = join(dir, '..', `seen-${Math.floor(performance.now())}.jsonl`)
    const hall = await open(shipped, ledger)
    const first = await hall.events(0)
    await appendFile(
      join(dir, 'up_pro_process.csv'),
      gbk(process('新0001', '受理') + process('新0001', '分办')),
    )
    const second = await hall.events(first.last)
    hall.close()
    const later = await open(shipped, ledger)
    await appendFile(join(dir, 'up_pro_result.csv'), gbk('新0001,2015-04-09 10:00:00,I\r\n'))
    const third = await later.events(second.last)

    expect(first.events).toMatchObject([
      {
        ...{ type: 'case.submitted', number: '新0001', unit: '11530822000000001A' },
        ...{ tag: 'tag-00000001', data: { applicant: '张三138****1234' } },
      },
    ])
    expect(second.events).toMatchObject([
      { type: 'case.accepted', actor: '李四', occurredAt: '2015-04-08T09:00:00+08:00' },
      { type: 'case.assigned' },
    ])
    expect(third.events).toMatchObject([{ type: 'case.settled', seq: 4 }])
    expect(await later.get('case', '新0001')).toMatchObject({ state: 'settled' })
    later.close()
  })

  test('what cannot be written is a person’s work, and says what to do', async () => {
    const hall = await open()
    const act = {
      action: 'case.submit',
      id: null,
      input: { item: '3530100001', applicant: '张三' },
    }

    expect([hall.can('case.list'), hall.can('case.submit'), hall.can('user.list')]).toEqual([
      'yes',
      'manual',
      'no',
    ])
    await expect(
      hall.perform({ ...act, as: 'a', idempotencyKey: 'key-00000001' }),
    ).rejects.toMatchObject({
      code: 'HK-HALL-008',
      params: { prompt: expect.stringContaining('【演练】key-00000001') },
    })
    hall.close()
  })

  test('a person’s word is a statement until the table shows it; what it shows already is a fact', async () => {
    const hall = await connectByConnector(await readConnector(shipped), {
      ...{ rules: await loadHallRules(templatesDir()), now: Date.now, env: { EXCHANGE_DIR: dir } },
      ...{ credentials: async () => '', ledgerFile: null },
      person: async ({ action }) => ({
        by: '张三',
        number: action === 'case.submit' ? '新0002' : '新0001',
      }),
    })
    const { last } = await hall.events(0)
    const act = (action: string, id: string | null) =>
      hall.perform({
        ...{ action, id, as: 'a', idempotencyKey: `key-${action}-${id}` },
        input: { item: '3530100001', applicant: '张三' },
      })
    await act('case.submit', null)
    await act('case.accept', '新0001')
    await appendFile(
      join(dir, 'up_pro_process.csv'),
      gbk(process('新0001', '受理') + process('新0001', '分办')),
    )
    await act('case.assign', '新0001')
    const { events } = await hall.events(last)

    expect(events.map(({ type, number, stated }) => [type, number, stated])).toEqual([
      ['case.submitted', '新0002', '张三'],
      ['case.accepted', '新0001', '张三'],
      ['case.accepted', '新0001', undefined],
      ['case.assigned', '新0001', undefined],
    ])
    hall.close()
  })

  test('a connector may write rows to an exchange file, in its charset, safe from formulas, and nowhere else', async () => {
    const file = join(dir, 'hall.yaml')
    const text = await readFile(shipped, 'utf8')
    const from = text.indexOf('  case.submit:\n')
    const to = text.indexOf("  '*.start':\n")
    const row =
      '{ project_no: "${key}", task_code: "${input.item}", org_code: "${unit}", apply_name: "${input.applicant}", apply_date: "${now}", memo: "【演练】${tag}", cd_operation: I }'
    const written = `  case.submit:\n    append: { file: up_pro_accept_in.csv, row: ${row} }\n`
    await writeFile(file, text.slice(0, from) + written + text.slice(to))
    const hall = await open(file)
    await hall.events(0)
    const done = await hall.perform({
      ...{
        action: 'case.submit',
        id: null,
        input: { item: '3530100001', applicant: '=cmd(张三)' },
      },
      ...{ as: 'a', unit: '11530822000000001A', idempotencyKey: 'key-00000002' },
    })

    expect(done).toMatchObject({ number: 'key-00000002', state: 'submitted' })
    const lines = iconv
      .decode(await readFile(join(dir, 'up_pro_accept_in.csv')), 'gb18030')
      .split('\r\n')
    expect(lines[1]).toContain("'=cmd(张三)")
    hall.close()
    await writeFile(
      file,
      (text.slice(0, from) + written + text.slice(to)).replace(
        'up_pro_accept_in.csv',
        '../elsewhere.csv',
      ),
    )
    const wrong = await open(file)
    await expect(
      wrong.perform({
        action: 'case.submit',
        id: null,
        input: {},
        as: 'a',
        idempotencyKey: 'key-00000003',
      }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/HK-CONN-012|HK-EXPR/) })
    wrong.close()
  })
})
