import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  type IPageMarginAttributes,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx'
import type { BlankSheet } from '../duty-papers/model.js'
import type { Annex, Block, Paper } from '../model.js'
import { stableZip } from '../stable-zip.js'
import {
  FONT,
  MARGIN,
  MARGIN_LANDSCAPE,
  MARGIN_SHEET,
  PAGE,
  PAGE_NUMBER,
  SHEET_WIDTH,
  SHEET_WIDTH_LANDSCAPE,
  TEXT_WIDTH,
  TEXT_WIDTH_LANDSCAPE,
} from './geometry.js'
import {
  annexList,
  blankLine,
  bodyParagraph,
  Figures,
  flushParagraph,
  headingParagraph,
  run,
  signatureParagraphs,
  smallParagraph,
  titleParagraphs,
} from './paragraphs.js'
import { captionParagraph, tableOf } from './tables.js'

function blockOf(block: Block, width: number, figures: Figures): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingParagraph(block.level, block.text)]
    case 'para':
      return [bodyParagraph(figures.runs(block.runs))]
    case 'table': {
      const caption = block.caption === null ? [] : [captionParagraph(block.caption)]
      return [...caption, tableOf(block, width, figures)]
    }
    case 'chart':
      return [] // the papers carry tables; charts belong to the .html edition
  }
}

function pageNumber(side: 'odd' | 'even'): Footer {
  const font = FONT.pageNumber
  const odd = side === 'odd'
  return new Footer({
    children: [
      new Paragraph({
        alignment: odd ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: odd ? { right: PAGE_NUMBER.indent } : { left: PAGE_NUMBER.indent },
        children: [
          new TextRun({
            size: PAGE_NUMBER.size,
            font: { ascii: font, hAnsi: font, eastAsia: font, cs: font },
            children: ['— ', PageNumber.CURRENT, ' —'],
          }),
        ],
      }),
    ],
  })
}

function section(
  children: FileChild[],
  landscape: boolean,
  first: boolean,
  margin: IPageMarginAttributes = landscape ? MARGIN_LANDSCAPE : MARGIN,
): ISectionOptions {
  return {
    properties: {
      type: first ? SectionType.CONTINUOUS : SectionType.NEXT_PAGE,
      page: {
        size: {
          width: PAGE.width,
          height: PAGE.height,
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin,
      },
    },
    footers: { default: pageNumber('odd'), even: pageNumber('even') },
    children,
  }
}

function mainChildren(paper: Paper, figures: Figures): FileChild[] {
  const annexes = paper.annexes.map((annex) => annex.title)
  return [
    ...titleParagraphs(paper.title),
    blankLine(),
    flushParagraph(`${paper.addressee}：`),
    ...paper.blocks.flatMap((block) => blockOf(block, TEXT_WIDTH, figures)),
    bodyParagraph([run(paper.closing)], { keepNext: true }),
    ...(annexes.length === 0 ? [] : [blankLine(true), ...annexList(annexes)]),
    ...signatureParagraphs(paper.signature.office, paper.signature.date),
  ]
}

function annexChildren(annex: Annex, index: number, figures: Figures): FileChild[] {
  const width = annex.landscape ? TEXT_WIDTH_LANDSCAPE : TEXT_WIDTH
  return [
    flushParagraph(`附件${index + 1}`, FONT.heading1),
    blankLine(),
    ...titleParagraphs([annex.title]),
    ...annex.blocks.flatMap((block) => blockOf(block, width, figures)),
  ]
}

/** Sheets to be filled in by hand as .docx, each on pages of its own; `day` dates the file. */
export async function renderSheets(
  sheets: readonly BlankSheet[],
  { office, day }: { readonly office: string; readonly day: string },
): Promise<Uint8Array> {
  const figures = new Figures([])
  const [first] = sheets
  const document = new Document({
    title: first?.title.join('') ?? '',
    creator: office,
    evenAndOddHeaderAndFooters: true,
    sections: sheets.map((sheet, index) =>
      section(sheetChildren(sheet, figures), sheet.landscape, index === 0, MARGIN_SHEET),
    ),
  })
  return stableZip(await Packer.toBuffer(document), day)
}

function sheetChildren(
  { title, lines, parts, foot, landscape }: BlankSheet,
  figures: Figures,
): FileChild[] {
  const width = landscape ? SHEET_WIDTH_LANDSCAPE : SHEET_WIDTH
  return [
    ...titleParagraphs(title),
    ...lines.map((line) => smallParagraph(line)),
    ...parts.flatMap(({ heading, table }) => [
      ...(heading === null ? [] : [smallParagraph(heading, FONT.heading1)]),
      tableOf(table, width, figures),
    ]),
    ...foot.map((line) => smallParagraph(line)),
  ]
}

/** The paper as .docx in the geometry of GB/T 9704-2012, byte for byte the same for the same paper. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const figures = new Figures(paper.metrics)
  const document = new Document({
    title: paper.title.join(''),
    creator: paper.signature.office,
    description: paper.origin,
    evenAndOddHeaderAndFooters: true,
    sections: [
      section(mainChildren(paper, figures), false, true),
      ...paper.annexes.map((annex, index) =>
        section(annexChildren(annex, index, figures), annex.landscape, false),
      ),
    ],
  })
  return stableZip(await Packer.toBuffer(document), paper.signature.date)
}
