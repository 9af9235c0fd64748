import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  isFlaw,
  noRows,
  stepKinds,
  stepText,
} from '../../../src/lib/migrate/mapping/steps/index.js'
import { loadKnowledge } from '../../../src/lib/migrate/run/knowledge.js'
import type { Cell } from '../../../src/lib/migrate/sources/index.js'
import { tempFolder } from '../../support/temp-folder.js'

const page = new URL('../../../docs/manual/13-迁移的步骤.md', import.meta.url)
const text = await readFile(page, 'utf8')
const rows = [...text.matchAll(/^\| `(.+?)` \| `(.+?)` \| `(.+?)` \|/gm)].map(
  ([, written = '', given = '', made = '']) => [written, given, made] as const,
)
const knowledge = await loadKnowledge()

test('every step stands on the page of steps', () => {
  const named = rows.map(([written]) => {
    const step: unknown = parse(written)
    return typeof step === 'string' ? step : Object.keys(Object(step))[0]
  })
  expect([...new Set(named)].sort()).toEqual([...stepKinds.keys()].sort())
})

test.each(rows)('%s makes of %s what the page says: %s', async (written, given, made) => {
  const folder = await tempFolder()
  await mkdir(join(folder, '附件', '2014'), { recursive: true })
  await writeFile(join(folder, '附件', '2014', '0001.jpg'), 'jpg')
  const step: unknown = parse(written)
  expect(stepText.safeParse(step).success).toBe(true)
  const [name = '', options] =
    typeof step === 'string' ? [step] : (Object.entries(Object(step))[0] ?? [])
  const value: unknown = parse(given)
  const isRow = typeof value === 'object' && value !== null
  const record: Readonly<Record<string, Cell>> = isRow ? { ...value } : {}
  const work = stepKinds.get(name)?.make(
    options,
    {
      ...{ ...noRows, ...knowledge, folder, today: '2026-11-22' },
      column: (column) => () => record[column] ?? null,
      codes: () => new Map([['办结', 'closed']]),
      lookup: (entity, by) => (key) => (by === 'unique' ? key : `lsp/${entity}/${key}`),
      code: () => (plot) =>
        plot.replace(/^.*(\d{4})-(\d+)$/, (_, year, n) => `${year}-${n.padStart(4, '0')}`),
    },
    step,
  )
  const found = work?.(isRow ? null : (value as Cell), [])
  expect(found !== undefined && isFlaw(found) ? found.code : found).toEqual(parse(made))
})
