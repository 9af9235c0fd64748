import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AppError } from '../../../src/lib/errors/index.js'
import { loadMapping } from '../../../src/lib/migrate/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const MAPPING = `version: 1
system: lsp-2014
source: { driver: csv, path: data }
target: { driver: sqlite, path: hall.sqlite }
codes: { status_map: { 受理: accepted } }
entities:
  person:
    from: { table: 人员, key: [编号] }
    to: { table: persons, unique: id }
    fields: { id: 编号 }
  case:
    from: { table: 办件, key: [案号] }
    needs: [person]
    to: { table: cases, unique: legacy_key }
    fields:
      legacy_key: { key: true }
      unit:
        - STEP
    measure: { group: [unit] }
`

/** Where and how a mapping is wrong: line and column in the file, code, and what may have been meant. */
async function faultOf(text: string) {
  const file = join(await tempFolder(), 'lsp.yaml')
  await writeFile(file, text)
  const error = await loadMapping(file).then(
    () => null,
    (caught: unknown) => caught,
  )
  if (!(error instanceof AppError)) return error
  const { line, column, nearest, expected } = error.params as Record<string, unknown>
  return [error.code, `${line}:${column}`, ...[nearest ?? expected].flat()]
}

test.each([
  ['trimm', 'HK-YAML-006', '18:11', 'trim'],
  ['{ date_en: [YYYYMMDD] }', 'HK-YAML-003', '18:13', 'date_cn'],
  ['{ code: status_mp }', 'HK-YAML-006', '18:19', 'status_map'],
  ['{ code: status_map, on_mising: keep }', 'HK-YAML-003', '18:31', 'on_missing'],
  ['{ code: status_map, on_missing: kep }', 'HK-YAML-006', '18:43', 'keep'],
  ['{ lookup: persn }', 'HK-YAML-006', '18:21', 'person'],
  ['{ lookup: case }', 'HK-YAML-006', '18:21'],
  ['{ money_fen: { from: yuann } }', 'HK-YAML-006', '18:32', 'yuan'],
  ['{ money_fen: { form: yuan } }', 'HK-YAML-003', '18:26', 'from'],
  ['{ between: { min: 1 } }', 'HK-YAML-004', '18:22', undefined],
  ['{ date_cn: [YY] }', 'HK-YAML-005', '18:23', '/Y.*D|D.*Y/'],
  ['pad', 'HK-YAML-005', '18:11', '{ pad: … }'],
  ['{ trim: 1 }', 'HK-YAML-005', '18:11', 'trim'],
  ['3', 'HK-YAML-005', '18:11', 'trim | { get: … }'],
  ['null', 'HK-YAML-005', '18:11', 'trim | { get: … }'],
])(
  'a step written %s is told at its place, with what may have been meant',
  async (step, ...fault) => {
    expect(await faultOf(MAPPING.replace('STEP', step))).toEqual(fault)
  },
)

test.each([
  ['needs: [person]', 'needs: [persn]', 'HK-YAML-006', '13:13', 'person'],
  ['unique: legacy_key', 'unique: legacykey', 'HK-YAML-006', '14:33', 'legacy_key'],
  ['group: [unit]', 'group: [unti]', 'HK-YAML-006', '19:24', 'unit'],
  ['key: [案号]', 'key: []', 'HK-YAML-005', '12:29', '1'],
  [
    'from: { table: 办件, key: [案号] }',
    'from: { table: 办件 }',
    'HK-YAML-004',
    '12:11',
    undefined,
  ],
  ['    measure', '    mesure', 'HK-YAML-003', '19:5', 'measure'],
  ['table: cases', 'table: hallkit_row', 'HK-YAML-005', '14:18', '/^(?!hallkit_)./i'],
  ['driver: csv', 'driver: cvs', 'HK-YAML-006', '3:19', 'csv'],
])('%s mistyped as %s is told at its place', async (right, wrong, ...fault) => {
  const text = MAPPING.replace('STEP', 'trim')
  expect(await faultOf(text)).toBeNull()
  expect(await faultOf(text.replace(right, wrong))).toEqual(fault)
})
