import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/lib/i18n/index.js'
import { type Book, readBook } from '../../src/lib/sheets/index.js'
import { openYard, type PlayedDemo, playDemo, type Yard } from '../support/e2e/county.js'
import { formatPage, leavesOf } from '../support/e2e/format-page.js'
import { manualPages } from '../support/e2e/manual-reader.js'
import { docxSuite } from './suites/docx.js'
import { htmlSuite } from './suites/html.js'
import { resumeSuite } from './suites/resume.js'
import { xlsxSuite } from './suites/xlsx.js'

/** How the hall's first event of each kind of object is called, and how the document counts that kind. */
const births = {
  cases: ['case.submitted', 'case.dispatched'],
  projects: ['project.submitted'],
  articles: ['article.drafted'],
  consultations: ['consultation.asked'],
  complaints: ['complaint.filed'],
} as const
const kinds = {
  cases: 'case',
  projects: 'project',
  articles: 'article',
  consultations: 'consultation',
  complaints: 'complaint',
} as const

const seed = 20_150_408

/** One demo in a real process; everything in this file looks at what it left. */
describe('hallkit demo --json', () => {
  let yard: Yard
  let demo: PlayedDemo
  beforeAll(async () => {
    yard = await openYard()
    demo = await playDemo(yard, '勐海 演练(一)')
  }, 240_000)
  afterAll(() => yard.remove())

  const paper = (extension: string): string =>
    demo.result.reports.find((path: string) => extname(path) === extension) ?? ''
  const report = async () => JSON.parse(await readFile(paper('.json'), 'utf8'))

  it('writes one document on stdout and nothing else anywhere, and ends with 0', () => {
    expect(demo.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
    expect(JSON.parse(demo.ended.stdout)).toMatchObject({ ok: true })
  })

  it('gives what the issue names', () => {
    const n = expect.any(Number)
    const counts = { read: n, stored: n, unchanged: n, quarantined: n }
    expect(demo.result).toMatchObject({
      units: 28,
      items: counts,
      people: counts,
      users: n,
      assignments: n,
      drill: { run: expect.any(String), steps: n, done: n, failed: 0 },
      hall: { cases: n, articles: n, consultations: n, events: n },
    })
    expect(demo.result.drill.requirements).toMatchObject({ met: n, late: 0, missed: 0, exempt: n })
    expect(demo.result.drill.done).toBe(demo.result.drill.steps)
  })

  it.each(['items', 'people', 'articles'])('accounts for every record of %s', (what) => {
    const { read, stored, unchanged, quarantined } = demo.result[what]
    expect(read).toBeGreaterThan(0)
    expect(read).toBe(stored + unchanged + quarantined)
  })

  it('finds every planted mistake', () => {
    const { expected, found, missed } = demo.result.planted
    expect(expected).toBeGreaterThan(28)
    expect(found).toBe(expected)
    expect(missed).toEqual([])
  })

  it('leaves the four editions of the report on disk', () => {
    const { reports } = demo.result
    expect(reports.map(extname).sort()).toEqual(['.docx', '.html', '.json', '.xlsx'])
    expect(reports.filter((path: string) => !existsSync(path))).toEqual([])
  })

  it.each(Object.entries(births))(
    'counts as many %s in the hall as the journal saw',
    (what, types) => {
      const seen = demo.lines.filter(({ type }) => type === 'hall.seen').map(({ data }) => data)
      const born = seen.filter(({ event }) => (types as readonly unknown[]).includes(event))
      const ofKind = seen.filter(({ kind }) => kind === kinds[what as keyof typeof kinds])
      expect(new Set(ofKind.map(({ id }) => id)).size).toBe(demo.result.hall[what])
      expect(born).toHaveLength(demo.result.hall[what])
    },
  )

  it('saw every event of the hall, once', () => {
    const seen = demo.lines.filter(({ type }) => type === 'hall.seen')
    const numbers = seen.map(({ data }) => Number(data['hallSeq'])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: demo.result.hall.events }, (_, at) => at + 1))
  })

  it('is what the manual shows on its first page', async () => {
    const [first] = await manualPages()
    const { texts } = await loadCatalogue('zh-CN')
    const shown = texts.demo.rows(demo.result).map((row) => row.join(' '))
    const page = (first?.text ?? '').split('\n').map((line) => line.replaceAll(/ {2,}/g, ' '))
    expect(shown.length).toBeGreaterThan(8)
    expect(shown.filter((row) => !page.includes(row))).toEqual([])
  })

  it('says the same in the report for machines', async () => {
    const { metrics, results, problems, intake } = await report()
    const figure = (id: string) =>
      metrics.find((metric: { id: string }) => metric.id === id)?.numerator
    const { hall, items, people, drill } = demo.result
    for (const kind of ['cases', 'projects', 'articles', 'consultations', 'complaints'])
      expect([kind, figure(kind)]).toEqual([kind, hall[kind]])
    expect(figure('steps.total')).toBe(drill.steps)
    expect(figure('gaps')).toBe(demo.result.gaps)
    expect(intake.items).toEqual({ kept: items.stored, returned: items.quarantined })
    expect(intake.people).toEqual({ kept: people.stored, returned: people.quarantined })
    const verdicts = Object.entries(drill.requirements).map(([verdict, count]) => [verdict, count])
    for (const [verdict, count] of verdicts)
      expect(results.filter((one: { verdict: string }) => one.verdict === verdict)).toHaveLength(
        Number(count),
      )
    expect(problems.length).toBe(figure('problems') ?? problems.length)
  })

  it('never shows a figure without lines of the journal or a rule behind it', async () => {
    const { metrics } = await report()
    const last = demo.lines.length
    for (const { id, formula, evidence } of metrics) {
      expect([id, formula.length > 0]).toEqual([id, true])
      const outside = evidence.filter(
        (seq: number) => !Number.isInteger(seq) || seq < 1 || seq > last,
      )
      expect([id, outside]).toEqual([id, []])
    }
  })

  it('has a journal and a report whose every key docs/formats.md names', async () => {
    const page = await formatPage()
    const unknown = demo.lines.flatMap(({ type, data }) =>
      Object.keys(data).flatMap((key) =>
        page.journal.get(type)?.includes(key) ? [] : [`${type} ${key}`],
      ),
    )
    expect([...new Set(unknown)]).toEqual([])
    const fields = new Set(leavesOf(await report()))
    expect([...page.fieldsOf('document: report')].sort()).toEqual([...fields].sort())
  })

  describe('in other folders', () => resumeSuite({ seed, yard: () => yard, whole: () => demo }))
  describe('the .docx', () => docxSuite(() => paper('.docx')))
  describe('the .html', () => htmlSuite(() => paper('.html')))
  describe('the .xlsx', () => {
    let book: Promise<Book> | undefined
    xlsxSuite({
      demo: () => demo,
      book: () => {
        book ??= readBook(paper('.xlsx'))
        return book
      },
    })
  })
})
