import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { renderDocx } from '../../src/lib/report/gongwen/document.js'
import type { Paper } from '../../src/lib/report/index.js'
import { programOf, toPdf } from '../support/e2e/programs.js'
import { tempFolder } from '../support/temp-folder.js'

const lines = 22
const chars = 28
/** The blank line and the addressee above the text. */
const above = 2

/** Text that fills the rest of the first page to its last square; the closing sentence must go over the page. */
function fullPage(): Paper {
  const length = (lines - above) * chars - 2
  return {
    id: 'calibration',
    title: [],
    addressee: '校准',
    blocks: [{ kind: 'para', runs: ['国'.repeat(length)] }],
    closing: '特此报告。',
    annexes: [],
    signature: { office: '勐海县政务服务管理局', date: '2015-04-30' },
    metrics: [],
    origin: '',
  }
}

describe('a page of our official papers', () => {
  it('holds 22 lines of 28 characters in LibreOffice', { timeout: 120_000 }, async () => {
    const soffice = programOf('LibreOffice', ['soffice', 'libreoffice'])
    const reader = programOf('pdftotext', ['pdftotext'])
    if (soffice === null || reader === null) return
    const folder = await tempFolder()
    const file = join(folder, 'page.docx')
    await writeFile(file, await renderDocx(fullPage()))
    expect(toPdf(soffice, file, folder)).toBe('')
    const page = (no: number) => {
      const args = ['-f', String(no), '-l', String(no), '-layout', join(folder, 'page.pdf'), '-']
      const text = spawnSync(reader, args, { encoding: 'utf8' }).stdout
      return text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
    }
    const [addressee, first, ...rest] = page(1)
    expect(addressee).toBe('校准：')
    expect(first).toHaveLength(chars - 2)
    const body = rest.filter((line) => line.startsWith('国'))
    expect(body.map((line) => line.length)).toEqual(Array(lines - above - 1).fill(chars))
    expect(page(2)[0]).toBe('特此报告。')
  })
})
