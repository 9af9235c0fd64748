import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { attributes, type DocxPage, elements, openDocx } from '../../support/e2e/docx-page.js'
import { programOf, toPdf } from '../../support/e2e/programs.js'

/** The four phrases that the notice wants in the report, in its order (四（三）). */
const headings = [
  '一、演练进程',
  '二、结果与结论',
  '三、需修改完善的业务流程和系统功能',
  '四、发现问题和措施建议',
]

/** Digits that no metric stands behind: dates, hours, document numbers, clauses, numbering and thresholds of the notice. */
const allowed = [
  /\d{4}年\d{1,2}月\d{1,2}日/g,
  /〔\d{4}〕\d+号/g,
  /\d{1,2}:\d{2}—\d{1,2}:\d{2}/g,
  /附件\d/g,
  /分\d批/g,
  /不少于\d+[条件项]/g,
  /\d+%(?=的调用|以上)/g,
  /^\d+\./g,
]
const cjk = /[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]/

/** Facts of GB/T 9704-2012 on the report's own XML, and its rendering where LibreOffice is at hand. */
export function docxSuite(path: () => string): void {
  let page: DocxPage
  let xml: string
  beforeAll(async () => {
    page = await openDocx(path())
    xml = page.part('word/document.xml')
  })

  it('stands on A4 with the margins of GB/T 9704', () => {
    const sections = elements(xml, 'w:sectPr')
    const upright = sections.filter((one) => !one.includes('w:orient="landscape"'))
    expect(upright.length).toBeGreaterThan(0)
    for (const one of upright) {
      expect(attributes(one, 'w:pgSz', 'w:w')).toEqual(['11906'])
      expect(attributes(one, 'w:pgSz', 'w:h')).toEqual(['16838'])
      const margin = (side: string) => attributes(one, 'w:pgMar', `w:${side}`)[0]
      expect(['top', 'right', 'bottom', 'left'].map(margin)).toEqual([
        '2098',
        '1474',
        '1984',
        '1587',
      ])
    }
    for (const one of sections.filter((turned) => !upright.includes(turned)))
      expect(attributes(one, 'w:pgSz', 'w:w')).toEqual(['16838'])
  })

  it('sets every body paragraph on exactly 579 twips, two characters in', () => {
    const body = page.paragraphs.filter(({ xml: one }) => one.includes('w:firstLineChars="200"'))
    expect(body.length).toBeGreaterThan(20)
    const other = body.filter(({ xml: one }) => !/w:line="579" w:lineRule="exact"/.test(one))
    expect(other.map(({ text }) => text)).toEqual([])
  })

  it('names a Chinese font for every run that holds Chinese', () => {
    const runs = elements(xml, 'w:r').filter((one) => cjk.test(one))
    expect(runs.length).toBeGreaterThan(500)
    const bare = runs.filter((one) => {
      const fonts = ['w:eastAsia', 'w:hAnsi'].map((slot) => attributes(one, 'w:rFonts', slot)[0])
      return !fonts.every((font) => font !== undefined && cjk.test(font))
    })
    expect(bare).toEqual([])
  })

  it('lays every table out in fixed columns whose sum is its width', () => {
    const tables = elements(xml, 'w:tbl')
    expect(tables.length).toBeGreaterThan(5)
    for (const one of tables) {
      const grid = attributes(one, 'w:gridCol', 'w:w').map(Number)
      const [width] = attributes(elements(one, 'w:tblPr')[0] ?? '', 'w:tblW', 'w:w')
      expect(grid.reduce((sum, column) => sum + column, 0)).toBe(Number(width))
      expect(attributes(one, 'w:tblLayout', 'w:type')).toEqual(['fixed'])
    }
  })

  it('numbers odd and even pages on their own sides', () => {
    expect(page.part('word/settings.xml')).toContain('<w:evenAndOddHeaders')
    expect(attributes(xml, 'w:footerReference', 'w:type')).toContain('even')
  })

  it('carries the four phrases of the notice as headings, in its order', () => {
    const texts = page.paragraphs
      .filter(({ xml: one }) => one.includes('<w:outlineLvl w:val="0"'))
      .map(({ text }) => text)
    expect(texts.filter((text) => headings.includes(text))).toEqual(headings)
  })

  it('gives every bookmark a number and a name of its own, within what Word takes', () => {
    const names = attributes(xml, 'w:bookmarkStart', 'w:name')
    const ids = attributes(xml, 'w:bookmarkStart', 'w:id')
    expect(names.length).toBeGreaterThan(100)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(ids).size).toBe(ids.length)
    expect(attributes(xml, 'w:bookmarkEnd', 'w:id')).toEqual(ids)
    expect(names.filter((name) => !/^\p{L}[\p{L}\p{N}_]{0,39}$/u.test(name))).toEqual([])
  })

  it('has no digit in its text that is neither a bookmarked figure nor given by the notice', () => {
    const body = page.paragraphs.filter(({ xml: one }) => one.includes('w:firstLineChars="200"'))
    const left = body
      .map(({ unmarked }) => allowed.reduce((text, known) => text.replaceAll(known, ''), unmarked))
      .filter((text) => /\d/.test(text))
    expect(left).toEqual([])
  })

  it('renders in LibreOffice', { timeout: 120_000 }, async () => {
    const soffice = programOf('LibreOffice', ['soffice', 'libreoffice'])
    if (soffice === null) return
    const folder = await mkdtemp(join(tmpdir(), 'hallkit-pdf-'))
    try {
      expect(toPdf(soffice, path(), folder)).toBe('')
      const pdf = await readFile(join(folder, basename(path()).replace(/docx$/, 'pdf')), 'latin1')
      const pages = pdf.match(/\/Type\s*\/Page(?![a-z])/g)?.length ?? 0
      process.stderr.write(`\nthe report has ${pages} pages in LibreOffice\n`)
      expect(pages).toBeGreaterThan(3)
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    }
  })
}
