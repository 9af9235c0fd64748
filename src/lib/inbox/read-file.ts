import { AppError, type Finding, found, isProblem } from '../errors/index.js'
import {
  type CleanBook,
  type Form,
  type FormStream,
  type OpenBook,
  type OpenSheet,
  olderStamp,
  openBook,
  openWithoutReturnMarks,
  readStamp,
  type SheetTop,
  streamForm,
} from '../sheets/index.js'
import type { InboxFile, UnitName } from './model.js'
import { type AskColumn, keyedMap, questionOf, type ReadingChoices } from './reading-choices.js'
import type { BookTop } from './reading-plan.js'
import { explains, recognised, refuse } from './recognised.js'
import { isMarkColumn, type OpenReading, withoutSecrets } from './refused.js'

/** A sheet that is a known form, read as such, its secret records left out. */
export interface ReadSheet {
  readonly sheet: string
  readonly form: Form
  readonly reading: OpenReading
  /** True for a sheet that we wrote. */
  readonly isOurs: boolean
  /** Columns that a person settled for this sheet: header text -> field key. */
  readonly settled: Readonly<Record<string, string>>
}

/** A file open for taking in: its sheets that are forms, and what was left alone. Whoever takes it closes its book. */
export interface ReadFile {
  readonly file: string
  readonly path: string
  /** As it came. */
  readonly book: OpenBook
  /** Names the file that this is the corrected return file of. */
  readonly origin: CleanBook['origin']
  /** Whose it was when it came before. */
  readonly unit: UnitName | null
  readonly sheets: readonly ReadSheet[]
  readonly strangers: readonly Finding[]
}

/** How files are read: the forms to look for, and what is known about this one. */
export interface ReadingPlan {
  readonly forms: readonly Form[]
  /** Forms that are not taken in here; a file that is one says so. */
  readonly elsewhere: readonly Form[]
  readonly only: readonly string[] | null
  /** The person's choices for a form, those saved for the file's unit included. */
  readonly choicesFor: (book: BookTop | null, form: Form | null) => ReadingChoices
  /** True when the person says of which sheet or header they speak: then a sheet need not look like the form. */
  readonly isTold: boolean
  readonly ask: AskColumn | null
}

/**
 * Reads a file's sheets as the forms they are; a sheet of a form that is not in `only` is left alone.
 * Errors: those of `openBook` and `streamForm`, HK-INBOX-001 when no sheet is a wanted form, 021 when one is turned on its side.
 */
export async function readFile(file: InboxFile, plan: ReadingPlan): Promise<ReadFile> {
  const { encoding } = plan.choicesFor(null, null)
  const { entry } = file
  const book = await openBook(file.path, {
    ...(encoding === undefined ? {} : { encoding }),
    ...(entry === undefined ? {} : { entry }),
  })
  try {
    return await readOpen(book, file, plan)
  } catch (error) {
    book.close()
    throw error
  }
}

async function readOpen(book: OpenBook, file: InboxFile, plan: ReadingPlan): Promise<ReadFile> {
  const { book: clean, origin } = openWithoutReturnMarks(book)
  const known = knownSheets(clean, file, plan)
  const sheets: ReadSheet[] = []
  for (const { sheet, form } of known) {
    if (form !== null && isWanted(form, plan.only)) {
      sheets.push(await readSheet({ book: clean, sheet, form, file }, plan))
    }
  }
  return {
    file: file.name,
    path: file.path,
    ...{ book, origin, sheets },
    unit: file.unit ?? null,
    strangers: known.flatMap(({ sheet, form }) =>
      form === null ? strange(sheet, file) : outdated(sheet, form, file),
    ),
  }
}

interface KnownSheet {
  readonly sheet: OpenSheet
  readonly form: Form | null
}

/** Which form each sheet is. A sheet that looks like none may be tried as the forms that were asked for. */
function knownSheets(book: OpenBook, file: InboxFile, plan: ReadingPlan): readonly KnownSheet[] {
  const { sheet: chosen } = plan.choicesFor(topOf(book), null)
  const filled = book.sheets.filter(
    ({ head, name }) => head.length > 0 && (chosen === undefined || name === chosen),
  )
  if (chosen !== undefined && filled.length === 0) {
    const known = book.sheets.map(({ name }) => name)
    throw new AppError('HK-INBOX-009', { file: file.name, sheet: chosen, known })
  }
  const known = filled.map((sheet) => ({
    sheet,
    form: recognised(sheetTop(sheet), plan),
  }))
  if (known.some(({ form }) => form !== null && isWanted(form, plan.only))) return known
  return [tryAsked(book, known, plan) ?? refuse(file.name, filled.map(sheetTop), plan)]
}

function tryAsked(
  book: OpenBook,
  known: readonly KnownSheet[],
  { forms, only, isTold, choicesFor }: ReadingPlan,
): KnownSheet | null {
  const wanted = (only ?? []).flatMap((id) => forms.find((form) => form.id === id) ?? [])
  const open = known.filter(({ sheet, form: own }) => own === null && !isAside(sheet))
  return (
    wanted
      .flatMap((form) => open.map(({ sheet }) => ({ sheet, form })))
      .find(
        ({ sheet, form }) => isTold || looksNear(book, sheet, form, choicesFor(topOf(book), form)),
      ) ?? null
  )
}

/** Whether the sheet has the form's header, though columns are missing from it or claimed twice. */
function looksNear(book: OpenBook, sheet: OpenSheet, form: Form, choices: ReadingChoices): boolean {
  try {
    streamForm(book.file, sheet, form, columnChoices(form, choices))
    return true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return isProblem(error, 'HK-SHEET-031') || isProblem(error, 'HK-SHEET-032')
  }
}

interface SheetPlace {
  readonly book: OpenBook
  readonly sheet: OpenSheet
  readonly form: Form
  readonly file: InboxFile
}

async function readSheet(place: SheetPlace, plan: ReadingPlan): Promise<ReadSheet> {
  const { sheet, form, file } = place
  const { reading, answers } = await readSettled(place, plan)
  const open = withoutSecrets(reading, sheet.name, file.name)
  const isOurs = readStamp(sheetTop(sheet))?.form === form.id
  return { sheet: sheet.name, form, reading: open, isOurs, settled: headerTexts(reading, answers) }
}

/** Reads the sheet, asking for each column that cannot be told while there is somebody to ask. */
async function readSettled(
  { book, sheet, form }: SheetPlace,
  { choicesFor, ask }: ReadingPlan,
): Promise<{
  readonly reading: FormStream
  readonly answers: Readonly<Record<string, string>>
}> {
  const choices = columnChoices(form, choicesFor(topOf(book), form))
  let answers: Readonly<Record<string, string>> = choices.map
  for (;;) {
    try {
      return { reading: streamForm(book.file, sheet, form, { ...choices, map: answers }), answers }
    } catch (error) {
      answers = { ...answers, ...(await answerTo(error, form, ask)) }
    }
  }
}

/** The person's answer to a header that could not be settled; the error again when there is none. */
async function answerTo(
  error: unknown,
  form: Form,
  ask: AskColumn | null,
): Promise<Readonly<Record<string, string>>> {
  const question = error instanceof AppError ? questionOf(error, form) : null
  if (question === null || ask === null) throw error
  const column = await ask(question)
  if (column === null) throw error
  return keyedMap(form, { [column]: question.field })
}

function columnChoices(form: Form, { map = {}, headerRow }: ReadingChoices) {
  const keyed = keyedMap(form, map)
  const choices = { map: keyed, asides: isMarkColumn }
  return headerRow === undefined ? choices : { ...choices, headerRow }
}

/** What was settled, by the header's text: letters change when a unit moves a column. */
function headerTexts(
  { header }: FormStream,
  answers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const fields = new Set(Object.values(answers))
  return Object.fromEntries(
    header.flatMap(({ text, field }) =>
      field !== null && text !== '' && fields.has(field) ? [[text, field]] : [],
    ),
  )
}

/** The upper rows of a sheet, as far as a header is looked for. */
function sheetTop({ name, merges, head }: OpenSheet): SheetTop {
  return { name, merges, rows: head }
}

function topOf({ sheets }: OpenBook): BookTop {
  return { sheets: sheets.map(sheetTop) }
}

function isWanted({ id }: Form, only: readonly string[] | null): boolean {
  return only === null || only.includes(id)
}

function isAside(sheet: OpenSheet): boolean {
  return sheet.state !== 'visible' || explains(sheet)
}

/** A sheet on which the form is not as it is now may have had columns that are read otherwise today. */
function outdated(sheet: OpenSheet, form: Form, { name }: InboxFile): readonly Finding[] {
  const stamp = olderStamp(sheetTop(sheet), form)
  if (stamp === null) return []
  const params = { title: form.title, version: stamp.version, current: form.version }
  return [found('HK-INBOX-017', params, { file: name, sheet: sheet.name })]
}

function strange(sheet: OpenSheet, { name }: InboxFile): readonly Finding[] {
  if (isAside(sheet)) return []
  return [found('HK-INBOX-014', { sheet: sheet.name }, { file: name, sheet: sheet.name })]
}
