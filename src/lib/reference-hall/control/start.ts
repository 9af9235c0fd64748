import type { AddressInfo } from 'node:net'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../errors/index.js'
import { type HallRules, loadHallRules } from '../../hall/index.js'
import { openObjects } from '../acts/objects.js'
import type { HallContext } from '../api/app.js'
import type { Door } from '../api/door.js'
import { buildServer } from '../api/server.js'
import { openFaults } from '../faults/faults.js'
import { faultyParts } from '../faults/faulty-parts.js'
import { openAccounts } from '../people/accounts.js'
import { openPasswords } from '../people/passwords.js'
import { openSessions } from '../people/sessions.js'
import { loginThrottle } from '../people/throttle.js'
import { openAnswers } from '../store/answers.js'
import { openHallDatabase, type Survives } from '../store/database.js'
import { openEvents } from '../store/events.js'
import { openFiles } from '../store/files.js'
import { openGuides } from '../store/guides.js'
import { openHousekeeping } from '../store/housekeeping.js'
import { openLegacy } from '../store/legacy.js'
import { openRegistry } from '../store/registry.js'
import { wireJournal } from '../store/wire-journal.js'
import { groupWriter } from '../store/writer.js'
import { hallTime } from '../time/clock.js'

const LOOPBACK = '127.0.0.1'

/** How to start a reference hall. */
export interface HallOptions {
  /** The hall's own SQLite file, or `:memory:`. */
  readonly dataFile: string
  /** What an acknowledged act survives; a power cut too, unless the hall is a throw-away. */
  readonly survives?: Survives
  /** 0 lets the system choose. */
  readonly port: number
  /** The folder that holds `roles.yaml` and `workflows/`. */
  readonly templatesDir: string
  /** Opens `/__admin` and provisioning. */
  readonly adminToken: string
  /** The real time in milliseconds: ages sessions, and is the hall's time until a virtual clock is set. */
  readonly nowMs: () => number
  /** Null, the usual: only this machine. Else the hall listens beyond it and wants this token from outside. */
  readonly door?: Door
  /** False leaves `/__admin` out. */
  readonly admin?: boolean
  /** Told of an error that is a bug of ours; callers only see a bare 500. */
  readonly onBug?: (error: unknown) => void
}

/** A hall that listens on loopback. */
export interface RunningHall {
  readonly url: string
  /** Settles when somebody with the admin token asks the hall to stop; who started it closes it. */
  readonly stopAsked: Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Starts the reference hall on 127.0.0.1. HK-HALL-010/011 when its rules are wrong, HK-HALL-012 when the port is
 * taken, HK-HALL-013 when the data file cannot be opened.
 */
export async function startHall(options: HallOptions): Promise<RunningHall> {
  const {
    dataFile,
    port,
    templatesDir,
    door = null,
    admin = true,
    onBug = () => undefined,
  } = options
  const rules = await loadHallRules(templatesDir)
  const db = openHallDatabase(dataFile, options.survives)
  let askStop: () => void = () => undefined
  const stopAsked = new Promise<void>((resolve) => {
    askStop = resolve
  })
  const hall = openHall(db, rules, { ...options, askStop })
  const app = await buildServer(hall, { door, admin, onBug })
  app.addHook('onClose', async () => {
    db.close()
  })
  try {
    await app.listen({ host: door === null ? LOOPBACK : '0.0.0.0', port })
    const { port: taken } = app.server.address() as AddressInfo // it listens on TCP, never on a pipe
    return { url: `http://${LOOPBACK}:${taken}`, stopAsked, close: () => app.close() }
  } catch (error) {
    await app.close()
    throw portProblem(error, port)
  }
}

/** The hall's parts over its data, as its faults bend them. */
export function openHall(
  db: Database,
  rules: HallRules,
  { adminToken, nowMs, askStop }: HallOptions & { readonly askStop: () => void },
): HallContext {
  const faults = openFaults()
  const sound = {
    rules,
    registry: openRegistry(db, rules.roles),
    objects: openObjects(db),
    events: openEvents(db),
    time: hallTime(db, nowMs),
  }
  return Object.assign(faultyParts(sound, faults), {
    faults,
    adminToken,
    askStop,
    journal: wireJournal(),
    answers: openAnswers(db),
    files: openFiles(db),
    guides: openGuides(db),
    legacy: openLegacy(db),
    accounts: openAccounts(db),
    passwords: openPasswords(db),
    sessions: openSessions(db, nowMs),
    throttle: loginThrottle(nowMs),
    housekeeping: openHousekeeping(db),
    writer: groupWriter(db),
  })
}

function portProblem(error: unknown, port: number): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return taken ? new AppError('HK-HALL-012', { port }, { cause: error }) : error
}
