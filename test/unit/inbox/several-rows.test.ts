import { expect, test } from 'vitest'
import { read } from './water-office.js'

const law = '《水法》第七条'

test('a row per material, merged, blank or repeated, is one item with all of them', async () => {
  const head = ['序号', '事项名称', '事项类型', '设定依据', '法定时限', '承诺时限', '申请材料']
  const own = ['取水许可审批', '行政许可', law, '20', '10']
  const blank = ['', '', '', '', '']
  const { items, form } = await read({
    rows: [
      head,
      [1, ...own, '申请书'],
      ['', ...blank, '身份证'],
      [2, '河道采砂许可', ...own.slice(1), '申请书'],
      [2, '河道采砂许可', ...own.slice(1), '采砂方案'],
      [3, '河道采砂许可', ...own.slice(1), '承诺书'],
      [4, '占用农业灌溉水源审批', ...own.slice(1), '申请书'],
      [5, '占用农业灌溉水源审批', ...own.slice(1), '申请书'],
    ],
    merges: ['A2:A3', 'B2:B3', 'C2:C3'],
  })

  expect(items.map(({ materials }) => materials)).toEqual([
    ['申请书', '身份证'],
    ['申请书', '采砂方案', '承诺书'],
    ['申请书'],
    ['申请书'],
  ])
  expect(form).toMatchObject({ rows: 8, recordRows: 7, read: 4, stored: 3, quarantined: 1 })
})

test('a row per node is one item with its flow, each node with its own post, people and limit', async () => {
  const { items } = await read({
    rows: [
      [
        '项目名称',
        '项目类别',
        '设定依据',
        '法定期限',
        '承诺期限',
        '环节名称',
        '办理岗位',
        '办理人',
        '办理时限',
      ],
      ['取水许可审批', '行政许可', law, '20日', '7日', '受理', '窗口', '王某', '1日'],
      ['', '', '', '', '', '现场勘查', '', '李某', '2日'],
      ['', '', '', '', '', '审批决定', '局长', '李某', ''],
      ['', '', '', '', '', '办结', '窗口', '王某、赵某', '1日'],
    ],
  })

  expect(items).toHaveLength(1)
  expect(
    items[0]?.nodes.map(({ node, post, people, limit }) => [node, post, people, limit?.value]),
  ).toEqual([
    ['accept', '窗口', ['王某'], 1],
    ['现场勘查', null, ['李某'], 2],
    ['approve', '局长', ['李某'], undefined],
    ['settle', '窗口', ['王某', '赵某'], 1],
  ])
})

test('an item that goes on after a page with its header again is one item', async () => {
  const header = ['序号', '事项名称', '事项类型', '设定依据', '法定期限', '承诺期限', '申报材料']
  const { items, form } = await read({
    rows: [
      ['审批事项梳理表'],
      header,
      [1, '取水许可', '行政许可', law, '20日', '10日', '申请书'],
      ['', '', '', '', '', '', '身份证'],
      ['第 1 页 共 2 页'],
      ['审批事项梳理表（续）'],
      header,
      ['', '', '', '', '', '', '论证报告'],
      [2, '河道采砂许可', '行政许可', law, '20日', '10日', '申请书'],
    ],
  })

  expect(items).toMatchObject([
    { name: '取水许可', materials: ['申请书', '身份证', '论证报告'] },
    { name: '河道采砂许可' },
  ])
  expect(form).toMatchObject({ rows: 9, recordRows: 4, skipped: { title: 3, header: 2 } })
})
