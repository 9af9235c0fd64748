import { randomInt } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors/index.js'
import type { Credentials } from './session.js'

/** Passwords of robot accounts, kept in one owner-only file outside the workspace. */
export interface RobotSecrets {
  readonly file: string
  /** The password of an account, or undefined when this machine never made one. */
  readonly passwordOf: (account: string) => Promise<string | undefined>
  /** Makes and stores passwords for the accounts that have none; on disk before it returns. */
  readonly ensure: (accounts: readonly string[]) => Promise<void>
}

const LENGTH = 24
/** Letters and digits that nobody confuses on paper: no 0 O o, no 1 I l i. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

const secretsFile = z.strictObject({
  secrets: z.literal(1),
  passwords: z.record(z.string(), z.string().min(1)),
})

/** A fresh random password of unambiguous characters: 24 of them carry more than 130 bits, 16 more than 90. */
export function randomPassword(length = LENGTH): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Opens the file (made on first use, mode 0600). HK-HALL-014 when it is damaged: it is never overwritten then. */
export function openSecrets(
  file: string,
  newPassword: () => string = () => randomPassword(),
): RobotSecrets {
  let known: Promise<ReadonlyMap<string, string>> | undefined
  const load = () => {
    known ??= readSecrets(file)
    return known
  }
  return {
    file,
    passwordOf: async (account) => (await load()).get(account),
    ensure: async (accounts) => {
      const before = await readSecrets(file)
      const missing = accounts.filter((account) => !before.has(account))
      const after = new Map([...before, ...missing.map((a) => [a, newPassword()] as const)])
      if (missing.length > 0) await writeSecrets(file, after)
      known = Promise.resolve(after)
    },
  }
}

/** The token in a file; a fresh random one, stored first, when there is none yet. */
export async function keptToken(file: string): Promise<string> {
  const kept = (await readIfThere(file))?.trim()
  if (kept !== undefined && kept !== '') return kept
  const token = randomPassword() + randomPassword()
  await writePrivate(file, `${token}\n`)
  return token
}

/** The stored passwords as credentials; HK-HALL-015 for an account whose password is not on this machine. */
export function credentialsFrom(secrets: RobotSecrets): Credentials {
  return async (account) => {
    const password = await secrets.passwordOf(account)
    if (password === undefined) throw new AppError('HK-HALL-015', { account, file: secrets.file })
    return password
  }
}

async function readSecrets(file: string): Promise<ReadonlyMap<string, string>> {
  const text = await readIfThere(file)
  if (text === undefined) return new Map()
  try {
    return new Map(Object.entries(secretsFile.parse(JSON.parse(text)).passwords))
  } catch {
    // The parser's message would quote the file, and with it a password.
    throw new AppError('HK-HALL-014', { file })
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function writeSecrets(file: string, passwords: ReadonlyMap<string, string>): Promise<void> {
  const text = JSON.stringify({ secrets: 1, passwords: Object.fromEntries(passwords) }, null, 2)
  return writePrivate(file, `${text}\n`)
}

/** Writes a file whole or not at all, readable by its owner only; its folder is made when missing. */
export async function writePrivate(file: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.new`
  const handle = await open(temporary, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await chmod(temporary, 0o600)
  await rename(temporary, file)
}
