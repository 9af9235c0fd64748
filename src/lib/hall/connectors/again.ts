import { setTimeout as sleep } from 'node:timers/promises'
import { NoReply } from '../wire.js'
import type { Desk } from './desk.js'
import type { Answer } from './sender.js'

/** Asks, and where that does no harm asks again after a pause: no answer, or one of `retryOn`. NoReply when none came at all. */
export async function askAgain(
  { connector }: Desk,
  isHarmless: boolean,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const { retries, retryOn, retryAfterMs } = connector.spec.limits
  for (let left = isHarmless ? retries : 0; ; left -= 1) {
    const got = await ask().catch(noReply)
    const isGood = !(got instanceof NoReply) && !retryOn.includes(got.status)
    if (isGood) return got
    if (left === 0) {
      if (got instanceof NoReply) throw got
      return got
    }
    await sleep(retryAfterMs)
  }
}

function noReply(error: unknown): NoReply {
  if (error instanceof NoReply) return error
  throw error
}
