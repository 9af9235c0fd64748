import { type Form, type SheetTop, unitOnLine } from '../sheets/index.js'
import type { InboxFile, UnitName } from './model.js'
import type { UnitProfile } from './profiles.js'
import type { ReadingPlan } from './read-file.js'
import type { AskColumn, ReadingChoices } from './reading-choices.js'
import type { UnitFinder } from './units.js'

/** The upper rows of a file's sheets. */
export interface BookTop {
  readonly sheets: readonly SheetTop[]
}

/** What decides how a file is read, before it is. */
export interface PlanBasis {
  readonly forms: readonly Form[]
  readonly elsewhere: readonly Form[]
  readonly only: readonly string[] | null
  readonly choices: ReadingChoices
  readonly profiles: ReadonlyMap<string, UnitProfile>
  readonly unit: UnitName | null
  readonly findUnit: UnitFinder
  readonly ask: AskColumn | null
}

const TITLE_ROWS = 30

/** How one file is read: the person's choices over those saved for its unit. */
export function planOf(file: InboxFile, basis: PlanBasis): ReadingPlan {
  const { forms, elsewhere, only, choices, profiles, ask } = basis
  const isTold =
    choices.map !== undefined || choices.headerRow !== undefined || choices.sheet !== undefined
  const choicesFor = (book: BookTop | null, form: Form | null): ReadingChoices => {
    const unit = profiles.size === 0 ? null : guessUnit(file, book, basis)
    const profile = unit === null ? undefined : profiles.get(unit.code)
    const saved = savedChoices(profile, book, form)
    return { ...savedSheet(profile, book, only), ...saved, ...choices }
  }
  return { forms, elsewhere, only, choicesFor, isTold, ask }
}

function savedChoices(
  profile: UnitProfile | undefined,
  book: BookTop | null,
  form: Form | null,
): ReadingChoices {
  const { encoding } = profile ?? {}
  const own = form === null ? undefined : profile?.forms[form.id]
  const texts = form === null ? new Set<string>() : headTexts(book)
  const map = Object.entries(own?.map ?? {}).filter(([header]) => isThere(header, texts))
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(own?.headerRow === undefined ? {} : { headerRow: own.headerRow }),
    ...(map.length === 0 ? {} : { map: Object.fromEntries(map) }),
  }
}

/** A sheet that was chosen for the one form that is asked for, where the file has it. */
function savedSheet(
  profile: UnitProfile | undefined,
  book: BookTop | null,
  only: readonly string[] | null,
): ReadingChoices {
  const sheet = only?.length === 1 ? profile?.forms[only[0] ?? '']?.sheet : undefined
  return sheet !== undefined && book?.sheets.some(({ name }) => name === sheet) ? { sheet } : {}
}

function isThere(header: string, texts: ReadonlySet<string>): boolean {
  return texts.has(squeeze(header)) || header.split(' ').every((part) => texts.has(part))
}

/** A saved column counts only where the sheet has it. */
function headTexts(book: BookTop | null): ReadonlySet<string> {
  const rows = (book?.sheets ?? []).flatMap(({ rows: all }) => all.slice(0, TITLE_ROWS))
  return new Set(rows.flatMap(({ cells }) => cells.map(squeeze)))
}

function squeeze(text: string): string {
  return text.replace(/\s+/gu, '')
}

/** Whose a file seems to be, before its columns are known. */
function guessUnit(
  { name, unit: before = null }: InboxFile,
  book: BookTop | null,
  { findUnit, unit }: PlanBasis,
): UnitName | null {
  const lines = (book?.sheets ?? []).flatMap(({ rows }) =>
    rows.slice(0, TITLE_ROWS).map(({ cells }) => unitOnLine(cells)),
  )
  const said = lines.find((line) => line !== null) ?? null
  const own = said === null ? null : findUnit(said)
  return own ?? findUnit(name.slice(name.lastIndexOf('/') + 1)) ?? before ?? unit
}
