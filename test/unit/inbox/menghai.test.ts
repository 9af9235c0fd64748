import { basename } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/lib/errors/index.js'
import { type FormResult, formCoverage, type InboxResult } from '../../../src/lib/inbox/index.js'
import { depthShare, drillable, listItems } from '../../../src/lib/items/index.js'
import type { Store } from '../../../src/lib/workspace/index.js'
import { sampleText, unitFiles } from '../../support/few-units.js'
import { expected, freshStore, inboxFiles, pack, take } from './menghai.js'

/** The finding code that each planted mistake must give, at its row. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  'bad-date': ['HK-INBOX-010'],
  'promised-over-statutory': ['HK-ITEM-012'],
  'code-invalid': ['HK-ITEM-022', 'HK-ITEM-023'],
  'basis-missing': ['HK-ITEM-010'],
  'statutory-missing': ['HK-ITEM-010'],
  'duplicate-item': ['HK-ITEM-020'],
  'name-missing': ['HK-ROST-101'],
  'limit-unreadable': ['HK-ITEM-011'],
  'type-unknown': ['HK-ITEM-018'],
}

const spot = (one: { file?: string; sheet?: string | null; row?: number }) =>
  `${one.file} ${one.sheet ?? ''} ${one.row}`
const isLoud = ({ level }: Finding) => level !== 'hint'

let store: Store
let result: InboxResult

beforeAll(async () => {
  store = await freshStore()
  result = await take(store, await inboxFiles())
}, 60_000)

describe("the county's inbox", () => {
  test('is read whole: every file, and the counts that were planted', () => {
    expect(result.files).toHaveLength(expected.files)
    expect(result.files.filter(({ error }) => error !== null)).toEqual([])
    expect(result.totals.item).toEqual({ ...expected.items, unchanged: 0 })
    expect(result.totals.article).toEqual({ ...expected.articles, unchanged: 0 })
    const { persons, quarantined } = expected.people
    expect(result.totals.person).toMatchObject({ stored: persons, quarantined })
  })

  test('every planted mistake is found at its row and cell, with its own code and level', () => {
    for (const planted of expected.planted) {
      const here = result.findings.filter((finding) => spot(finding) === spot(planted))
      const hit = here.find(({ code }) => CODES[planted.kind]?.includes(code))
      expect(hit, `${planted.kind} ${spot(planted)}`).toMatchObject({ level: planted.level })
      if (planted.kind !== 'name-missing') expect(hit?.cell).toBe(planted.cell)
    }
  })

  test('nothing is found anywhere else', () => {
    const planted = new Set(expected.planted.map(spot))

    expect(result.findings.filter((one) => isLoud(one) && !planted.has(spot(one)))).toEqual([])
  })

  test('every physical row of every sheet is a record or skipped for a reason', () => {
    for (const { file, forms } of result.files) {
      for (const form of forms) {
        const sheets = expected.sheets.filter((one) => one.file === file && one.form === form.form)
        const sum = (kind: string) =>
          sheets.reduce((total, one) => total + (one.byKind[kind] ?? 0), 0)
        const { blank, title, header, total, note } = form.skipped

        expect({ file, rows: form.rows }).toEqual({
          file,
          rows: sheets.reduce((all, one) => all + one.rows, 0),
        })
        expect({ file, blank, title, header, total, note, record: form.recordRows }).toEqual({
          file,
          blank: sum('blank'),
          title: sum('title'),
          header: sum('header'),
          total: sum('total'),
          note: sum('note'),
          record: sum('record'),
        })
      }
    }
  })

  test('each unit has its own items, as deep and as ready for the drill as planted', () => {
    const items = listItems(store)
    const where = pack.requirements.find(({ id }) => id === 'R2')?.where ?? null
    const isReady = drillable(where)

    expect(depthShare(items)).toEqual({
      numerator: expected.depth.atLeast3,
      denominator: expected.depth.stored,
    })
    for (const { unit, items: counts, depth3, eligible } of expected.perUnit) {
      const own = items.filter((item) => item.unit.code === unit)
      expect({
        unit,
        stored: own.length,
        deep: depthShare(own).numerator,
        ready: own.filter(isReady).length,
      }).toEqual({
        unit,
        stored: counts.stored,
        deep: depth3,
        ready: eligible,
      })
    }
  })

  test('the table unit x form says what was received and what was returned', () => {
    const table = formCoverage(store, pack)

    expect(table).toHaveLength(28)
    expect(table[0]?.forms.map(({ form }) => form)).toEqual([
      'participants',
      'items',
      'articles',
      'node-staff',
    ])
    const missing = table.flatMap(({ forms }) => forms).filter(({ state }) => state === 'missing')
    expect(missing.map(({ form }) => form)).toEqual(Array(28).fill('participants'))
    const planted = new Set(
      result.files
        .flatMap(({ forms }) => forms)
        .filter((one) => one.quarantined > 0)
        .map((one) => `${one.unit.code} ${one.form}`),
    )
    const returned = table.flatMap(({ unit, forms }) =>
      forms.filter(({ state }) => state === 'returned').map(({ form }) => `${unit.code} ${form}`),
    )
    expect(new Set(returned)).toEqual(planted)
  })

  test(`the same files again change nothing, and find the same mistakes (${sampleText})`, async () => {
    const files = (await inboxFiles()).filter(({ name }) => unitFiles.includes(basename(name)))
    const again = await take(store, files)

    const before = result.files.filter(({ file }) => again.files.some((one) => one.file === file))
    const unchanged = (forms: readonly FormResult[]) =>
      forms.map((form) => ({ ...form, stored: 0, unchanged: form.stored }))
    expect(again.files.map(({ file, forms }) => [file, forms])).toEqual(
      before.map(({ file, forms }) => [file, unchanged(forms)]),
    )
    expect(again.files.map(({ findings }) => findings.length)).toEqual(
      before.map(({ findings }) => findings.length),
    )
    expect(again.files).toHaveLength(unitFiles.length)
  }, 60_000)
})
