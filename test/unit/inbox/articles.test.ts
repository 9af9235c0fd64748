import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Article, collectFiles } from '../../../src/lib/inbox/index.js'
import { listRecords } from '../../../src/lib/workspace/index.js'
import { tempFolder } from '../../support/temp-folder.js'
import { freshStore, take } from './menghai.js'

const HEADER = '序号,栏目,标题,摘要,来源,录入时间'

/** What becomes of an article list with these rows below its header (row 1). */
async function taken(...rows: readonly string[]) {
  const folder = await tempFolder()
  await writeFile(join(folder, '林业局附表3.csv'), [HEADER, ...rows].join('\n'))
  const store = await freshStore()
  const result = await take(store, await collectFiles([folder], folder))
  const articles = listRecords<Article>(store, 'article').map(({ data }) => data)
  return { ...result, articles, codes: result.findings.map(({ code, row }) => `${row} ${code}`) }
}

test('a row becomes an article; what the sheet does not say is null', async () => {
  const { articles, findings } = await taken(
    '1,通知 公告,关于森林防火的通知,即日起禁火,林政股,2015年4月1日',
    '2,工作动态,我局召开会议,,,',
  )

  expect(findings).toEqual([])
  expect(articles).toHaveLength(2)
  expect(articles).toContainEqual({
    unit: '11532822999700060G',
    column: '通知公告',
    title: '关于森林防火的通知',
    body: '即日起禁火',
    source: '林政股',
    date: '2015-04-01',
  })
  expect(articles).toContainEqual(
    expect.objectContaining({
      title: '我局召开会议',
      body: '我局召开会议',
      source: null,
      date: null,
    }),
  )
})

test('each fault is found at its row and returns it', async () => {
  const { codes, totals } = await taken(
    '1,通知公告,森林防火,禁火,林政股,2015年2月30日',
    '2,领导讲话,讲话,全文,,2015-04-01',
    '3,工作动态,,内容,,2015-04-01',
    '4,通知公告,古树保护,内容,,2015-04-01',
    '5,通知公告,古 树 保 护,内容,,2015-04-02',
  )

  expect(codes).toEqual(['2 HK-INBOX-010', '3 HK-INBOX-012', '4 HK-INBOX-011', '6 HK-INBOX-013'])
  expect(totals.article).toEqual({ read: 5, stored: 1, unchanged: 0, quarantined: 4 })
})
