import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** How a hall keeps passwords: as salted scrypt hashes, each of which carries its own cost. */
export interface Passwords {
  /** Runs on the thread pool. */
  readonly hash: (password: string) => Promise<string>
  /** True when the password is the hashed one; a missing hash takes as long as a wrong password. */
  readonly isRight: (password: string, hash: string | undefined) => Promise<boolean>
}

/** Provisioned secrets are random, 20 characters and more; a modest cost keeps hundreds of logins within seconds. */
const KEPT = 4096
/** A hall in memory is gone with its process: no hash of it can be stolen, and a rehearsal makes hundreds. */
const FLEETING = 2
const BLOCK = { r: 8, p: 1 }
const KEY_BYTES = 32

/** Passwords of a hall whose data lies in memory only, or on a disk. */
export function openPasswords({ memory }: { readonly memory: boolean }): Passwords {
  const cost = { N: memory ? FLEETING : KEPT, ...BLOCK }
  const decoy = written(cost, Buffer.alloc(16), Buffer.alloc(KEY_BYTES))
  return {
    hash: async (password) => {
      const salt = randomBytes(16)
      return written(cost, salt, await derive(password, salt, cost))
    },
    isRight: async (password, hash) => {
      const [N, r, p, salt = '', key = ''] = (hash ?? decoy).split('$')
      const its = { N: Number(N), r: Number(r), p: Number(p) }
      const derived = await derive(password, Buffer.from(salt, 'base64'), its)
      return timingSafeEqual(derived, Buffer.from(key, 'base64')) && hash !== undefined
    },
  }
}

interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}

function written({ N, r, p }: Cost, salt: Buffer, key: Buffer): string {
  return [N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

const scryptAsync = promisify<string, Buffer, number, Cost, Buffer>(scrypt)

function derive(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return scryptAsync(password.normalize('NFKC'), salt, KEY_BYTES, cost)
}
