import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import {
  applyProvision,
  connectHall,
  credentialsFrom,
  type DesiredHall,
  type HallConnection,
  keptToken,
  openSecrets,
  planProvision,
  type RobotSecrets,
} from '../hall/index.js'
import { startHall } from '../reference-hall/index.js'
import type { Workspace } from '../workspace/index.js'
import type { DemoEvent, HallCounts } from './model.js'

/** The embedded hall while it runs, a connection to it, and how to furnish it. */
export interface OpenHall {
  readonly connection: HallConnection
  readonly provision: (desired: DesiredHall) => AsyncGenerator<DemoEvent, void>
  readonly close: () => Promise<void>
}

interface HallPlace {
  /** Folder outside the workspace for the passwords and the token. */
  readonly secretsDir: string
  readonly now: () => number
}

/**
 * Starts the embedded hall of a workspace on a free loopback port, its data beside the store, and connects over
 * HTTP. Errors as of `startHall`.
 */
export async function openEmbeddedHall(
  { paths, settings }: Workspace,
  { secretsDir, now }: HallPlace,
): Promise<OpenHall> {
  const adminToken = await keptToken(join(secretsDir, `${settings.id}.token`))
  const secrets = openSecrets(join(secretsDir, `${settings.id}.json`))
  const dataFile = join(paths.state, 'hall.db')
  const templates = templatesDir()
  const hall = await startHall({
    dataFile,
    port: 0,
    templatesDir: templates,
    adminToken,
    nowMs: now,
  })
  const credentials = credentialsFrom(secrets)
  const connection = await connectHall({ url: hall.url, adminToken, credentials })
  return {
    connection,
    provision: (desired) => provision(connection, desired, secrets),
    close: async () => {
      connection.close()
      await hall.close()
    },
  }
}

async function* provision(
  hall: HallConnection,
  desired: DesiredHall,
  secrets: RobotSecrets,
): AsyncGenerator<DemoEvent, void> {
  const plan = await planProvision(hall, desired)
  const { users } = await applyProvision(hall, plan, secrets)
  const done = users.created + users.updated + users.unchanged
  yield { kind: 'account', done, of: desired.users.length }
}

/** What the hall holds, asked of it. */
export async function countHall(hall: HallConnection): Promise<HallCounts> {
  const kinds = ['case', 'project', 'article', 'consultation', 'complaint', 'event'] as const
  const [cases = 0, projects = 0, articles = 0, consultations = 0, complaints = 0, events = 0] =
    await Promise.all(kinds.map((kind) => hall.count(kind)))
  return { cases, projects, articles, consultations, complaints, events }
}
