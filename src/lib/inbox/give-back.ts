import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../errors/index.js'
import type { NoticePack } from '../notice/index.js'
import {
  type Form,
  makeReturnFile,
  type ReturnLine,
  type ReturnMark,
  type ReturnNotes,
  type ReturnOrder,
  type ReturnSummary,
  type ReturnTable,
  wholeBook,
} from '../sheets/index.js'
import { writeFileAtomic } from '../workspace/index.js'
import type { FileResult, FormResult } from './model.js'
import type { GiveBack } from './options.js'
import { originMark } from './origin-mark.js'
import type { ReadFile, ReadSheet } from './read-file.js'
import { returnFolder, returnName } from './return-paths.js'
import type { ReturnWords } from './return-words.js'

/** What return files are made with. `at` is shown as the time of the check. */
export interface ReturnDesk {
  readonly out: string
  readonly pack: NoticePack
  readonly at: string
  readonly words: ReturnWords
}

/** More lines than this are counted, not listed: nobody reads on. */
const MOST_LINES = 1_000

/**
 * Writes return files to out/退回/<unit>/<file>（退回待改）.xlsx. Of a file with records that were refused unread only the
 * rows to be mended are given back. Errors: HK-SHEET-060, HK-WORK-011.
 */
export function returnDesk(desk: ReturnDesk): GiveBack {
  return async (read, result) => {
    const [first] = result.forms
    const hasRows = result.findings.some(({ row }) => row !== undefined)
    if (!hasRows) return null
    const unit = first?.unit ?? null
    const bytes = await readFile(read.path)
    const { bytes: made } = await makeReturnFile(orderOf(read, result, bytes, desk))
    const folder = returnFolder(desk.out, unit, desk.pack)
    const { path } = await writeFileAtomic(join(folder, returnName(read.file)), made)
    return path
  }
}

function orderOf(
  read: ReadFile,
  result: FileResult,
  bytes: Uint8Array,
  desk: ReturnDesk,
): ReturnOrder {
  const placed = result.findings.filter(({ row }) => row !== undefined)
  return {
    bytes,
    book: wholeBook(read.book),
    tables: read.sheets.map((sheet) => tableOf(sheet, placed)),
    onlyExcerpt: read.sheets.some(({ reading }) => reading.tally().refused > 0),
    excerptNote: [desk.words.paper.howTo, desk.words.paper.excerpt],
    marks: placed.map((finding) => markOf(finding, desk.words)),
    summary: summaryOf(read, result, placed, desk),
    notes: notesOf(
      read.sheets.map(({ form, reading }) => askedHere(form, reading.header)),
      desk.words,
    ),
  }
}

/** A record is given back with all its rows, or its lower rows would be lost from it when it returns. */
function tableOf({ sheet, reading }: ReadSheet, placed: readonly Finding[]): ReturnTable {
  const told = new Set(placed.filter((one) => one.sheet === sheet).map(({ row }) => row ?? 0))
  const keep: number[] = []
  for (const { rows } of reading.records) {
    if (rows.some((row) => told.has(row))) keep.push(...rows)
  }
  return { sheet, headerRows: reading.headerRows, keep }
}

function markOf(finding: Finding, { describe, paper }: ReturnWords): ReturnMark {
  const { sheet = '', row = 1, cell = null, level } = finding
  const { message, fix } = describe(finding)
  const text = [message, ...fix.slice(0, 1).map((line) => paper.fix(line))].join('\n')
  return { sheet, row, cell, level, text }
}

const WEIGHT = { error: 0, warning: 1, hint: 2 } as const

function summaryOf(
  read: ReadFile,
  { forms }: FileResult,
  placed: readonly Finding[],
  { words, at }: ReturnDesk,
): ReturnSummary {
  const { paper } = words
  const sorted = [...placed].sort((a, b) => WEIGHT[a.level] - WEIGHT[b.level])
  const shown = sorted.slice(0, MOST_LINES)
  const facts: [string, string][] = [
    [paper.checkedAt, at.slice(0, 16).replace('T', ' ')],
    [paper.howTo, paper.howToText],
  ]
  if (sorted.length > shown.length)
    facts.push([paper.title, paper.more(sorted.length - shown.length)])
  const titles = new Map(read.sheets.map(({ form }) => [form.id, form.title]))
  const count = (form: FormResult) => [
    titles.get(form.form) ?? form.form,
    form.read,
    form.stored,
    form.unchanged,
    form.quarantined,
  ]
  return {
    title: paper.title,
    unit: forms[0]?.unit.name ?? '',
    origin: read.origin?.file || originMark(read.file, read.book.sha256),
    facts,
    counts: [paper.counts, ...forms.map(count)],
    columns: paper.lines,
    lines: shown.map((finding) => lineOf(finding, words)),
  }
}

function lineOf(finding: Finding, { describe, paper }: ReturnWords): ReturnLine {
  const { sheet = '', row = 1, cell = `A${row}`, level, value = '' } = finding
  const { message, fix } = describe(finding)
  const place = sheet === '' ? cell : `${sheet} ${cell}`
  const texts = [place, value.slice(0, 200), message, fix.join('\n'), paper.levels[level]]
  return { sheet, cell, level, texts }
}

/** The form with the fields that its blank sheet asks for, and those that this sheet has. */
function askedHere(form: Form, header: ReadSheet['reading']['header']): Form {
  const there = new Set(header.map(({ field }) => field))
  return {
    ...form,
    fields: form.fields.filter(({ key, asked }) => asked !== false || there.has(key)),
  }
}

function notesOf(forms: readonly Form[], { paper }: ReturnWords): ReturnNotes {
  const unique = [...new Map(forms.map((form) => [form.id, form])).values()]
  const rows = unique.flatMap(({ fields }) =>
    fields.map(({ header, required, type, choices, note, example }) => [
      header,
      paper.required(required),
      choices.length > 0 ? choices.join('、') : (paper.types[type] ?? ''),
      [note, example].filter(Boolean).join('\n'),
    ]),
  )
  const title = paper.notes(unique.map((form) => form.title).join('、'))
  return { title, rows: [paper.noteColumns, ...rows] }
}
