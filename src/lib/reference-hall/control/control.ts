import { existsSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import { keptToken, type LocalHall, runningHall } from '../../hall/index.js'
import { shapes } from '../api/shapes.js'
import { openHallDatabase } from '../store/database.js'
import { openHousekeeping } from '../store/housekeeping.js'
import { askHall } from './ask-hall.js'
import type { HallPlace } from './hall-place.js'

/** A running hall, and what it says of itself. */
export interface HallStatus extends LocalHall {
  /** The hall's time, and whether somebody set it. */
  readonly time: string
  readonly virtualClock: boolean
  /** How many it holds of each. */
  readonly counts: Readonly<Record<string, number>>
}

const counted = z.record(z.string(), z.int())
const PATIENCE_MS = 30_000
const STEP_MS = 50

/** The hall that runs at a place. HK-HALL-020 when none does, HK-HALL-001 when it does not answer. */
export async function hallStatus(place: HallPlace): Promise<HallStatus> {
  const hall = runningHall(place)
  if (hall === null) throw new AppError('HK-HALL-020', {})
  const { time, virtualClock } = shapes.health.parse(await ask(place, hall, 'GET', '/healthz'))
  const counts = counted.parse(await ask(place, hall, 'GET', '/api/v1/counts'))
  return { ...hall, time, virtualClock, counts }
}

/**
 * Asks the hall of a place to stop and waits until its data are closed; null when none runs. HK-HALL-021 when it is still
 * there after half a minute.
 */
export async function stopHall(place: HallPlace): Promise<LocalHall | null> {
  const hall = runningHall(place)
  if (hall === null) return null
  await ask(place, hall, 'POST', '/api/v1/stop')
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    if (runningHall(place) === null) return hall
    await sleep(STEP_MS)
  }
  throw new AppError('HK-HALL-021', { url: hall.url, pid: hall.pid })
}

/** What an emptied hall still holds. */
export interface ResetOptions {
  readonly keepRegistry: boolean
}

/** Empties the hall of a place, running or not. HK-HALL-020 when there is neither a hall nor its data. */
export async function resetHall(
  place: HallPlace,
  { keepRegistry }: ResetOptions,
): Promise<{ readonly running: boolean }> {
  const hall = runningHall(place)
  if (hall !== null) {
    await ask(place, hall, 'POST', '/__admin/reset', { keepRegistry })
    return { running: true }
  }
  if (!existsSync(place.data)) throw new AppError('HK-HALL-020', {})
  const db = openHallDatabase(place.data)
  db.transaction(() => openHousekeeping(db).reset(keepRegistry))()
  db.close()
  for (const end of ['-wal', '-shm']) rmSync(place.data + end, { force: true })
  return { running: false }
}

async function ask(
  place: HallPlace,
  { url }: LocalHall,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  return askHall(url, { token: await keptToken(place.token), method, path, body })
}
