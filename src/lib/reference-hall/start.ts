import { AppError } from '../errors/index.js'
import { loadHallRules } from '../hall/index.js'
import { openAccounts } from './accounts.js'
import { openAnswers } from './answers.js'
import { hallTime } from './clock.js'
import { openHallDatabase } from './database.js'
import { openEvents } from './events.js'
import { openObjects } from './objects.js'
import { openRegistry } from './registry.js'
import { buildServer } from './server.js'
import { groupWriter } from './writer.js'

/** How to start a reference hall. */
export interface HallOptions {
  /** The hall's own SQLite file, or `:memory:`. */
  readonly dataFile: string
  /** 0 lets the system choose. */
  readonly port: number
  /** The folder that holds `roles.yaml` and `workflows/`. */
  readonly templatesDir: string
  /** Opens `/__admin` and provisioning. */
  readonly adminToken: string
  /** The real time in milliseconds: ages sessions, and is the hall's time until a virtual clock is set. */
  readonly nowMs: () => number
  /** Told of an error that is a bug of ours; callers only see a bare 500. */
  readonly onBug?: (error: unknown) => void
}

/** A hall that listens on loopback. */
export interface RunningHall {
  readonly url: string
  readonly close: () => Promise<void>
}

/**
 * Starts the reference hall on 127.0.0.1. HK-HALL-010/011 when its rules are wrong, HK-HALL-012 when the port is
 * taken, HK-HALL-013 when the data file cannot be opened.
 */
export async function startHall(options: HallOptions): Promise<RunningHall> {
  const { dataFile, port, templatesDir, adminToken, nowMs, onBug = () => undefined } = options
  const rules = await loadHallRules(templatesDir)
  const db = openHallDatabase(dataFile)
  const app = await buildServer(
    {
      rules,
      adminToken,
      registry: openRegistry(db, rules.roles),
      objects: openObjects(db),
      events: openEvents(db),
      answers: openAnswers(db),
      accounts: openAccounts(db, nowMs),
      time: hallTime(db, nowMs),
      writer: groupWriter(db),
    },
    onBug,
  )
  app.addHook('onClose', async () => {
    db.close()
  })
  try {
    return { url: await app.listen({ host: '127.0.0.1', port }), close: () => app.close() }
  } catch (error) {
    await app.close()
    throw portProblem(error, port)
  }
}

function portProblem(error: unknown, port: number): unknown {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  return taken ? new AppError('HK-HALL-012', { port }, { cause: error }) : error
}
