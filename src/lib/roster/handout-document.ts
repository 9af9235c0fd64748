import {
  AlignmentType,
  BorderStyle,
  Document,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { strFromU8, unzipSync } from 'fflate'
import type { Instant } from '../calendar/index.js'

/** One person's slip. */
export interface Slip {
  readonly workNo: string
  readonly name: string
  readonly password: string
}

/** The slips of one unit. `owner` and `run` tell whose handouts these are, and are read back; `until` is the hall's time. */
export interface HandoutSheet {
  readonly owner: string
  readonly run: string
  readonly until: Instant
  readonly unit: string
  readonly hall: string
  readonly slips: readonly Slip[]
}

const PAGE = { width: 11906, height: 16838, margin: 1020 } as const
const TEXT = PAGE.width - 2 * PAGE.margin
const COLUMNS = 2
const FONT = { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312', hAnsi: 'Times New Roman' }
/** Passwords are set in a face that tells every character apart, in bold 15 pt. */
const MONO = { ascii: 'Consolas', hAnsi: 'Consolas', eastAsia: '仿宋_GB2312' }
const CUT = { style: BorderStyle.DASHED, size: 6, color: '808080' } as const
const LABELS = { account: '用户工号：', password: '初始口令：' } as const

/** A unit's slips to cut along the dashed lines, as .docx: name, work number, first password, what to do with it. */
export async function writeSheet(sheet: HandoutSheet): Promise<Uint8Array> {
  const document = new Document({
    title: `${sheet.unit}初始口令条`,
    creator: 'hallkit',
    keywords: [sheet.owner, sheet.run, sheet.until].join(' '),
    styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: {
              top: PAGE.margin,
              right: PAGE.margin,
              bottom: PAGE.margin,
              left: PAGE.margin,
            },
          },
        },
        children: [...heading(sheet), slipTable(sheet)],
      },
    ],
  })
  return await Packer.toBuffer(document)
}

/** What is read back of a sheet. */
type ReadSheet = Pick<HandoutSheet, 'owner' | 'run' | 'until'> & {
  readonly passwords: ReadonlyMap<string, string>
}

/** Whose a sheet is, until when it holds, and its passwords by work number; null when the file is none. */
export function readSheet(bytes: Uint8Array): ReadSheet | null {
  const parts = partsOf(bytes)
  const [, keywords = ''] = /<cp:keywords>([^<]+)<\/cp:keywords>/.exec(parts.core) ?? []
  const [owner, run, until] = keywords.split(' ')
  const cells = parts.document.split('<w:tc>').slice(1).map(textOf)
  const found = cells.flatMap((cell) => {
    const account = after(cell, LABELS.account)
    const password = after(cell, LABELS.password)
    return account && password ? [[account, password] as const] : []
  })
  if (owner === undefined || run === undefined || until === undefined) return null
  return found.length === 0 ? null : { owner, run, until, passwords: new Map(found) }
}

function partsOf(bytes: Uint8Array): { readonly core: string; readonly document: string } {
  const names = { core: 'docProps/core.xml', document: 'word/document.xml' }
  try {
    const parts = unzipSync(bytes, { filter: ({ name }) => Object.values(names).includes(name) })
    const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
    return { core: text(names.core), document: text(names.document) }
  } catch {
    return { core: '', document: '' } // no zip: the caller says which file it is
  }
}

/** The paragraphs of a piece of document.xml, one line each. */
function textOf(xml: string): readonly string[] {
  return xml
    .split('</w:p>')
    .map((paragraph) => paragraph.replace(/<[^>]*>/g, '').trim())
    .filter((line) => line !== '')
}

function after(lines: readonly string[], label: string): string | undefined {
  return lines.find((line) => line.startsWith(label))?.slice(label.length)
}

function heading({ unit, slips }: HandoutSheet): Paragraph[] {
  const centred = { alignment: AlignmentType.CENTER }
  return [
    new Paragraph({
      ...centred,
      children: [
        new TextRun({ text: `${unit}用户初始口令条`, size: 36, font: { eastAsia: '黑体' } }),
      ],
    }),
    new Paragraph({
      ...centred,
      spacing: { before: 120, after: 160 },
      children: [
        new TextRun(
          `共 ${slips.length} 名。只此一份：沿虚线剪开，逐条密封，当面交本人签收，不得拍照、转发、留存。`,
        ),
      ],
    }),
  ]
}

function slipTable(sheet: HandoutSheet): Table {
  const width = Math.floor(TEXT / COLUMNS)
  const { slips } = sheet
  const rows = Array.from({ length: Math.ceil(slips.length / COLUMNS) }, (_, index) =>
    slips.slice(index * COLUMNS, (index + 1) * COLUMNS),
  )
  return new Table({
    width: { size: width * COLUMNS, type: WidthType.DXA },
    columnWidths: Array.from({ length: COLUMNS }, () => width),
    layout: TableLayoutType.FIXED,
    borders: {
      top: CUT,
      bottom: CUT,
      left: CUT,
      right: CUT,
      insideHorizontal: CUT,
      insideVertical: CUT,
    },
    rows: rows.map((row) => slipRow(sheet, row, width)),
  })
}

function slipRow(sheet: HandoutSheet, slips: readonly Slip[], width: number): TableRow {
  const cells = Array.from({ length: COLUMNS }, (_, index) => {
    const slip = slips[index]
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 140, bottom: 140, left: 200, right: 200 },
      children: slip === undefined ? [new Paragraph('')] : slipLines(sheet, slip),
    })
  })
  return new TableRow({ cantSplit: true, children: cells })
}

/** `2015-04-11T08:30:00+08:00` as people write it: 2015年4月11日08:30. */
function momentText(at: Instant): string {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(at) ?? []
  return year === undefined ? at : `${year}年${Number(month)}月${Number(day)}日${time}`
}

function slipLines(
  { unit, hall, until }: HandoutSheet,
  { workNo, name, password }: Slip,
): Paragraph[] {
  const line = (...children: TextRun[]) => new Paragraph({ spacing: { line: 340 }, children })
  const mono = (text: string) => new TextRun({ text, font: MONO, bold: true, size: 30 })
  const small = (text: string) => new TextRun({ text, size: 18 })
  return [
    line(new TextRun(unit)),
    line(new TextRun({ text: `姓　　名：${name}`, bold: true })),
    line(new TextRun(LABELS.account), mono(workNo)),
    line(new TextRun(LABELS.password), mono(password)),
    line(small(`大厅地址：${hall}`)),
    line(small(`有效期至：${momentText(until)}（大厅时间）`)),
    line(small('首次登录须改口令，过期作废；区分大小写，不含空格。')),
  ]
}
