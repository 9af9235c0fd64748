import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { compareInstants, type Instant } from '../calendar/index.js'
import { AppError } from '../errors/index.js'
import { type HallUser, writePrivate } from '../hall/index.js'
import type { PasswordSource } from './provision-apply.js'

/** Where handouts go and what stands on them. `newPassword` is the only source of passwords. */
export interface HandoutOptions {
  readonly dir: string
  /** Root of the workspace, which a handout must not lie in. */
  readonly workspace: string
  /** Id of the workspace and name of the run: only the run's own handouts in the folder are read back. */
  readonly owner: string
  readonly run: string
  /** True when the run was cut short before: its sheets are told again. */
  readonly isResumed: boolean
  readonly hall: string
  /** The hall's time now, and when passwords given now end. */
  readonly now: Instant
  readonly until: Instant
  readonly unitName: (code: string) => string
  readonly newPassword: () => string
}

/** A folder of handouts: gives passwords, and tells which sheets were written for that. */
export interface Handout {
  readonly passwords: PasswordSource
  /** Sheets whose passwords were given since it was opened, in this life of the run or an earlier one. */
  readonly sheets: () => readonly string[]
}

const PREFIX = '初始口令条-'

/**
 * Opens a folder for sealed handouts, one sheet a unit, readable by their owner only. Passwords stand on disk in the sheet and
 * nowhere else, before their accounts exist; who got a slip in this run keeps it until it ends. HK-ROST-306 inside the
 * workspace, HK-ROST-307 for a sheet that cannot be read.
 */
export function openHandout(options: HandoutOptions): Handout {
  const { workspace, newPassword } = options
  const dir = resolve(options.dir)
  if (isInside(dir, workspace)) throw new AppError('HK-ROST-306', { dir, workspace })
  const sheets: string[] = []
  const passwords: PasswordSource = async (accounts) => {
    if (accounts.length === 0 && !options.isResumed) return new Map()
    await makePrivate(dir)
    const known = await knownPasswords(dir, options)
    sheets.push(...known.files)
    const missing = accounts.filter(({ workNo }) => !known.passwords.has(workNo))
    const fresh = new Map(missing.map(({ workNo }) => [workNo, newPassword()]))
    for (const [unit, people] of byUnit(missing)) {
      sheets.push(await writeSlips({ ...options, dir }, unit, people, fresh))
    }
    return new Map([...known.passwords, ...fresh])
  }
  return { passwords, sheets: () => sheets }
}

/** Writes the sheet of one unit; gives its path. */
async function writeSlips(
  { dir, owner, run, hall, until, unitName }: HandoutOptions,
  unit: string,
  people: readonly HallUser[],
  given: ReadonlyMap<string, string>,
): Promise<string> {
  const { writeSheet } = await import('./handout-document.js')
  const slips = people.map(({ workNo, name }) => {
    return { workNo, name, password: given.get(workNo) ?? '' }
  })
  const bytes = await writeSheet({ owner, run, unit: unitName(unit), hall, until, slips })
  const file = await freeName(dir, unitName(unit))
  await writePrivate(file, bytes)
  return file
}

function isInside(dir: string, root: string): boolean {
  const path = relative(resolve(root), dir)
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && resolve(path) !== path)
}

/** A folder of the owner's alone, without what a killed run left half written. */
async function makePrivate(dir: string): Promise<void> {
  const made = await mkdir(dir, { recursive: true, mode: 0o700 })
  if (made !== undefined) await chmod(dir, 0o700)
  const halves = (await readdir(dir)).filter((name) => isSheet(name, '.docx.new'))
  await Promise.all(halves.map((name) => rm(join(dir, name), { force: true })))
}

interface Known {
  readonly passwords: ReadonlyMap<string, string>
  readonly files: readonly string[]
}

async function knownPasswords(
  dir: string,
  { owner, run, now }: Pick<HandoutOptions, 'owner' | 'run' | 'now'>,
): Promise<Known> {
  const { readSheet } = await import('./handout-document.js')
  const passwords = new Map<string, string>()
  const files: string[] = []
  for (const name of (await readdir(dir)).filter((one) => isSheet(one, '.docx')).sort()) {
    const file = join(dir, name)
    const sheet = readSheet(await readFile(file))
    if (sheet === null) throw new AppError('HK-ROST-307', { file })
    const isOurs = sheet.owner === owner && sheet.run === run
    if (!isOurs || compareInstants(sheet.until, now) <= 0) continue
    files.push(file)
    for (const [workNo, password] of sheet.passwords) passwords.set(workNo, password)
  }
  return { passwords, files }
}

function isSheet(name: string, ending: string): boolean {
  return name.startsWith(PREFIX) && name.endsWith(ending)
}

async function freeName(dir: string, unit: string): Promise<string> {
  const taken = new Set(await readdir(dir))
  const stem = PREFIX + unit.replace(/[\\/:*?"<>|\s]/g, '_')
  let name = `${stem}.docx`
  for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}.docx`
  return join(dir, name)
}

function byUnit(accounts: readonly HallUser[]): ReadonlyMap<string, readonly HallUser[]> {
  const units = new Map<string, HallUser[]>()
  for (const user of accounts) units.set(user.unit, [...(units.get(user.unit) ?? []), user])
  return units
}
