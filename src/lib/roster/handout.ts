import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { AppError } from '../errors/index.js'
import { type HallUser, writePrivate } from '../hall/index.js'
import type { PasswordSource } from './provision-apply.js'

/** Where handouts go and what stands on them. `newPassword` is the only source of passwords. */
export interface HandoutOptions {
  readonly dir: string
  /** Root of the workspace, which a handout must not lie in. */
  readonly workspace: string
  /** Id of the workspace: only its own handouts in the folder are read back. */
  readonly owner: string
  readonly hall: string
  readonly unitName: (code: string) => string
  readonly newPassword: () => string
}

/** A folder of handouts: gives passwords, and tells which sheets were written for that. */
export interface Handout {
  readonly passwords: PasswordSource
  /** Sheets written since it was opened. */
  readonly written: () => readonly string[]
}

const PREFIX = '初始口令条-'

/**
 * Opens a folder for sealed handouts, one sheet a unit, readable by their owner only. Passwords stand on disk in the sheet and
 * nowhere else, before their accounts exist; who has a slip already keeps it. HK-ROST-306 inside the workspace,
 * HK-ROST-307 for a sheet that cannot be read.
 */
export function openHandout(options: HandoutOptions): Handout {
  const { owner, workspace, hall, unitName, newPassword } = options
  const dir = resolve(options.dir)
  if (isInside(dir, workspace)) throw new AppError('HK-ROST-306', { dir, workspace })
  const written: string[] = []
  const passwords: PasswordSource = async (accounts) => {
    if (accounts.length === 0) return new Map()
    await makePrivate(dir)
    const known = await knownPasswords(dir, owner)
    const missing = accounts.filter(({ workNo }) => !known.has(workNo))
    const fresh = new Map(missing.map(({ workNo }) => [workNo, newPassword()]))
    for (const [unit, people] of byUnit(missing)) {
      const slips = people.map(({ workNo, name }) => ({
        workNo,
        name,
        password: fresh.get(workNo) ?? '',
      }))
      const { writeSheet } = await import('./handout-document.js')
      const bytes = await writeSheet({ owner, unit: unitName(unit), hall, slips })
      const file = await freeName(dir, unitName(unit))
      await writePrivate(file, bytes)
      written.push(file)
    }
    return new Map([...known, ...fresh])
  }
  return { passwords, written: () => written }
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

async function knownPasswords(dir: string, owner: string): Promise<ReadonlyMap<string, string>> {
  const { readSheet } = await import('./handout-document.js')
  const known = new Map<string, string>()
  for (const name of (await readdir(dir)).filter((one) => isSheet(one, '.docx')).sort()) {
    const file = join(dir, name)
    const sheet = readSheet(await readFile(file))
    if (sheet === null) throw new AppError('HK-ROST-307', { file })
    if (sheet.owner !== owner) continue
    for (const [workNo, password] of sheet.passwords) known.set(workNo, password)
  }
  return known
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
