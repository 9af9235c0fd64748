import { createHash } from 'node:crypto'
import type { HallEvent } from '../contract.js'

/** What ties an event, whatever else it says, to the one before (null for the first). */
export interface ChainLink {
  readonly seq: number
  readonly prevHash: string | null
  readonly hash: string
}

/** An event as a hall that chains its history gives it. */
export interface ChainedEvent extends HallEvent, ChainLink {}

/** The link of the chain: sha-256 over the previous hash and this event's JSON, as the feed gives it. */
export function chainHash(prev: string | null, body: string): string {
  return createHash('sha256')
    .update(`${prev ?? ''}\n${body}`)
    .digest('hex')
}

/** The number of the first event that breaks the chain, or null when the whole feed holds. */
export function brokenLink(events: readonly ChainLink[]): number | null {
  let prev: string | null = null
  for (const { prevHash, hash, ...event } of events) {
    if (prevHash !== prev || hash !== chainHash(prev, JSON.stringify(event))) return event.seq
    prev = hash
  }
  return null
}
