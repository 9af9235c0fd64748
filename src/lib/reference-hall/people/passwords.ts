import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Provisioned secrets are random, 20 characters and more; a modest cost keeps hundreds of logins within seconds. */
const COST = { N: 4096, r: 8, p: 1 }
const KEY_BYTES = 32

/** A salted scrypt hash that carries its own cost; runs on the thread pool. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const { N, r, p } = COST
  const key = await derive(password, salt, COST)
  return [N, r, p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** True when the password is the hashed one; a missing hash takes as long as a wrong password. */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [N, r, p, salt = '', key = ''] = (hash ?? DECOY).split('$')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const derived = await derive(password, Buffer.from(salt, 'base64'), cost)
  return timingSafeEqual(derived, Buffer.from(key, 'base64')) && hash !== undefined
}

const DECOY = [
  COST.N,
  COST.r,
  COST.p,
  Buffer.alloc(16).toString('base64'),
  Buffer.alloc(KEY_BYTES).toString('base64'),
].join('$')

const scryptAsync = promisify<string, Buffer, number, typeof COST, Buffer>(scrypt)

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return scryptAsync(password.normalize('NFKC'), salt, KEY_BYTES, cost)
}
