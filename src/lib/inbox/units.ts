import { AppError } from '../errors/index.js'
import { findUnit, type NoticePack, type Unit } from '../notice/index.js'
import type { FormStream } from '../sheets/index.js'
import type { UnitRegister } from './added-units.js'
import type { UnitName } from './model.js'

/** Looks units up by any of their names. The office that runs the drill is one too: it reports its own people. */
export type UnitFinder = (text: string) => UnitName | null

/** A finder over the pack's units and its office. */
export function unitFinder(pack: NoticePack): UnitFinder {
  const named = withOffice(pack)
  const known = new Map<string, UnitName | null>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const hit = findUnit(named, text)
    const unit = hit.match === 'none' ? null : { code: hit.unit.code, name: hit.unit.name }
    known.set(text, unit)
    return unit
  }
}

function withOffice({ region, units, office }: NoticePack): Pick<NoticePack, 'region' | 'units'> {
  const bare = office.name.replace(region.name, '')
  const self: Unit = { ...office, short: bare, aliases: [], batch: '' }
  return { region, units: [...units, self] }
}

/** The unit that a person named on the command line; HK-INBOX-007 with the nearest names when there is none. */
export function unitNamed(pack: NoticePack, text: string): UnitName {
  const unit = unitFinder(pack)(text)
  if (unit !== null) return unit
  throw new AppError('HK-INBOX-007', { unit: text, nearest: nearUnits(pack, text) })
}

/** What tells whose a file is, apart from its sheets. `given` is the command line's word. */
export interface FileClues {
  readonly file: string
  readonly given: UnitName | null
  /** Registers a unit that nobody knows, when that is allowed. */
  readonly register?: UnitRegister | null
}

/**
 * The unit of each reading: its unit column, its 填报单位 line, its sheet's name, else the file's unit, which is that of
 * the first sheet that tells, else the file's name, else the nearest folder around it that names one (民政局/事项表.xlsx,
 * folders of an archive too), else the given one.
 * Errors: HK-INBOX-003 the line names a stranger and nobody was given, HK-INBOX-002 nothing tells.
 */
export function unitsOf(
  readings: readonly SheetReading[],
  clues: FileClues,
  pack: NoticePack,
): readonly UnitName[] {
  const find = unitFinder(pack)
  const own = readings.map((reading) => unitOfSheet(reading, find, clues.register ?? null))
  const told = own.find((unit) => unit !== null) ?? null
  const named = told ?? fromOutside(readings, clues, pack)
  if (named === null) throw new AppError('HK-INBOX-002', { file: clues.file })
  return own.map((unit) => unit ?? named)
}

/** A sheet read as a form, with the sheet's name. */
export interface SheetReading {
  readonly sheet: string
  readonly reading: Pick<FormStream, 'unit' | 'header' | 'records'>
}

function unitOfSheet(
  { sheet, reading }: SheetReading,
  find: UnitFinder,
  register: UnitRegister | null,
): UnitName | null {
  const { unit: line, header } = reading
  const isNamed = header.some(({ field }) => field === 'unit')
  for (const { values } of isNamed ? reading.records : []) {
    const text = values['unit'] ?? ''
    const unit = text === '' ? null : (find(text) ?? register?.register(text) ?? null)
    if (unit !== null) return unit
  }
  if (line === null) return find(sheet) ?? unitOfHeadings(reading, find)
  return find(line) ?? register?.register(line) ?? find(sheet)
}

/** The first unit that a heading between the rows names; a heading may hold for the sheet's upper blocks only. */
function unitOfHeadings({ records }: SheetReading['reading'], find: UnitFinder): UnitName | null {
  let last: string | undefined
  for (const { heading } of records) {
    if (heading === undefined || heading === last) continue
    last = heading
    const unit = find(heading)
    if (unit !== null) return unit
  }
  return null
}

/** No sheet names a unit that we know: a line that names a stranger needs a given unit, else the file's name may tell. */
function fromOutside(
  readings: readonly SheetReading[],
  { file, given }: FileClues,
  pack: NoticePack,
): UnitName | null {
  const stranger = readings.map(({ reading }) => reading.unit).find((text) => text !== null)
  if (stranger === undefined || stranger === null) return unitInPath(file, pack) ?? given
  if (given !== null) return given
  throw new AppError('HK-INBOX-003', { file, text: stranger, nearest: nearUnits(pack, stranger) })
}

function nearUnits(pack: NoticePack, text: string): readonly string[] {
  const hit = findUnit(withOffice(pack), text)
  return hit.match === 'none' ? hit.nearest : []
}

/**
 * The unit that the file's name tells, else the nearest folder around it that is called like one. Only folders of the
 * workspace and of archives tell: the folder of somebody's computer says who works there, not whose a file is.
 */
function unitInPath(file: string, pack: NoticePack): UnitName | null {
  const parts = file.split('/')
  const own = unitFinder(pack)((parts.at(-1) ?? '').replace(/\.[^.]*$/u, ''))
  if (own !== null) return own
  const isOutside = /^(?:[A-Za-z]:)?$/u.test(parts[0] ?? '')
  const archive = parts.findIndex((part) => /\.zip$/iu.test(part))
  const folders = parts.slice(isOutside ? (archive < 0 ? parts.length : archive) : 0, -1)
  for (const folder of folders.toReversed()) {
    const hit = findUnit(withOffice(pack), folder.replace(/\.zip$/iu, ''))
    if (hit.match === 'exact') return { code: hit.unit.code, name: hit.unit.name }
  }
  return null
}
