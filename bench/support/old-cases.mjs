// A case file of an old system in GB18030, row by row from a seed: rare names of four bytes, dates of several kinds, fees in
// yuan, a few rows with faults. Streams to disk: a million rows are 130 MB.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import iconv from 'iconv-lite'

const SURNAMES = ['张', '王', '李', '赵', '㐂', '𠮷', '欧阳', '龚']
const GIVEN = ['伟', '娜', '秀英', '䶮', '建国', '磊', '小明']
const STATES = ['受理', '办结', '退件']
const UNITS = ['民政局', '国土资源局', '林业局', '人力资源和社会保障局']

export const HEADER =
  '案件编号,申请人,证件号码,联系电话,单位,事项名称,状态,受理时间,办结时间,收费,备注'

/** One row; every `faultEvery`th has a fault of some kind (0: none). */
export function caseRow(n, faultEvery = 0) {
  const isFaulty = faultEvery > 0 && n % faultEvery === faultEvery - 1
  const day = 1 + (n % 28)
  const month = 1 + (n % 12)
  const state = isFaulty && n % 2 === 0 ? '作废' : STATES[n % 3]
  const accepted =
    isFaulty && n % 2 === 1 ? '2014-02-30' : `2014-${month}-${day} 09:${10 + (n % 50)}:00`
  return [
    `AJ2014${String(n).padStart(8, '0')}`,
    SURNAMES[n % 8] + GIVEN[n % 7],
    `532822${1950 + (n % 50)}0101${String(n % 1000).padStart(3, '0')}0`,
    `138${String(10_000_000 + (n % 90_000_000)).slice(0, 8)}`,
    UNITS[n % 4],
    `"城镇居民某某事项办理,第${n % 300}项"`,
    state,
    accepted,
    state === '办结' ? `2014/${month}/${day}` : '',
    n % 5 === 0 ? '0' : `${n % 1000}.${String(n % 100).padStart(2, '0')}`,
    '窗口收件，资料齐全',
  ].join(',')
}

/** Writes a file of so many rows. */
export async function writeCases(path, rows, faultEvery = 0) {
  const out = createWriteStream(path)
  out.write(iconv.encode(`${HEADER}\r\n`, 'gb18030'))
  for (let n = 0; n < rows; n += 2000) {
    const lines = []
    for (let k = n; k < Math.min(rows, n + 2000); k += 1) lines.push(caseRow(k, faultEvery))
    if (!out.write(iconv.encode(`${lines.join('\r\n')}\r\n`, 'gb18030'))) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

/** The mapping of that file. */
export const MAPPING = `version: 1
system: lsp-2014
source: { driver: csv, path: 办件.csv }
target: { driver: sqlite, path: hall.sqlite }
entities:
  case:
    title: 办件
    from: { table: 办件, key: [案件编号], ignore: [备注] }
    to: { table: cases, unique: legacy_key }
    exclude:
      - { id: E01, when: 'r["申请人"] == "测试"', reason: 测试数据, approved_by: 科室甲 }
    fields:
      legacy_key: { key: true }
      case_no: [{ get: 案件编号 }, trim, required]
      applicant: [{ get: 申请人 }, name_cn, intact, required]
      id_no: [{ get: 证件号码 }, { id18: { check_digit: ignore } }]
      phone: [{ get: 联系电话 }, phone_cn]
      unit: [{ get: 单位 }, trim, required]
      item: [{ get: 事项名称 }, trim, required]
      status: [{ get: 状态 }, { code: status_map }]
      accepted_at: [{ get: 受理时间 }, time_cn, required]
      finished_on: [{ get: 办结时间 }, date_cn]
      fee_fen: [{ get: 收费 }, money_fen, { default: 0 }]
      origin: { const: migrated }
    assert:
      - { id: A01, that: 't.status != "closed" || t.finished_on != null' }
    measure: { group: [unit, year(accepted_at), status], sum: [fee_fen], distinct: [applicant] }
codes:
  status_map: { 受理: accepted, 办结: closed, 退件: returned }
`
