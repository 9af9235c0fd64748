import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { templatesDir } from '../assets/index.js'
import { AppError } from '../errors/index.js'
import { isAlive, readLock, type Workspace, writeFileAtomic } from '../workspace/index.js'
import { connectHall, type HallConnection } from './connect.js'
import {
  connectByConnector,
  findConnector,
  type GivenAnswers,
  type Keyboard,
  type Outside,
  outsideAt,
  readConnector,
} from './connectors/index.js'
import { loadHallRules } from './load-workflows.js'
import { type AccountMark, accountMark } from './mark.js'
import { credentialsFrom, keptToken, openSecrets, type RobotSecrets } from './secrets.js'

/** A reference hall that runs on this machine, as its address file tells. `started` is wall time. */
export interface LocalHall {
  readonly url: string
  readonly pid: number
  readonly started: string
}

const localHallFile = z.strictObject({ url: z.url(), pid: z.int().positive(), started: z.string() })

/** Where the hall of a workspace keeps its things: beside the store, and secrets in a folder outside. */
export function hallPlaces({ paths, settings }: Workspace, secretsDir: string) {
  return {
    ...statePlaces(paths),
    token: join(secretsDir, `${settings.id}.token`),
    secrets: join(secretsDir, `${settings.id}.json`),
  }
}

function statePlaces({ state }: Workspace['paths']) {
  return {
    data: join(state, 'hall.db'),
    address: join(state, 'hall.json'),
    lock: join(state, 'hall.lock'),
  }
}

/** The file in which a running hall tells its address, and the one that it holds while it runs. */
export interface HallSign {
  readonly address: string
  readonly lock: string
}

/** The hall that runs for this workspace on this machine, null when none does. */
export function localHall({ paths }: Workspace): LocalHall | null {
  return runningHall(statePlaces(paths))
}

/** The hall that runs under a sign, null when none does; what a killed one left is ignored. */
export function runningHall({ address, lock }: HallSign): LocalHall | null {
  const holder = readLock(lock)
  if (holder === null || !isAlive(holder, lock) || !existsSync(address)) return null
  const told = localHallFile.safeParse(parsed(address))
  return told.success && told.data.pid === holder.pid ? told.data : null
}

/** Writes the address of a hall that just began to listen and holds its lock; the function given back takes it away. */
export async function announceHall({ address, lock }: HallSign, url: string): Promise<() => void> {
  const holder = readLock(lock)
  if (holder === null) throw new Error(`nobody holds ${lock}`)
  const { pid, started } = holder
  await writeFileAtomic(address, `${JSON.stringify({ url, pid, started })}\n`)
  return () => rmSync(address, { force: true })
}

/** Which hall a command speaks to: the one asked for, else that of hallkit.yaml or of its connector, else the running local one. HK-DRILL-007 for none. */
export function hallUrl(workspace: Workspace, asked: string | null): string {
  const { url: set, connector } = workspace.settings.hall
  const url =
    asked ?? set ?? (connector === undefined ? localHall(workspace)?.url : behind(connector))
  if (url === undefined) throw new AppError('HK-DRILL-007', {})
  return url
}

/** A hall under the names of a workspace: its admin token and the passwords of its robots. */
export interface WorkspaceHall {
  readonly url: string
  readonly connection: HallConnection
  readonly secrets: RobotSecrets
  /** How this workspace marks the accounts that it makes. */
  readonly mark: AccountMark
}

/** How to reach the hall of a workspace. `tokenFile` names another admin token than the workspace's own. */
export interface HallAccess {
  readonly url: string
  readonly secretsDir: string
  readonly tokenFile?: string | undefined
  /** What only a command has: the clock, the environment, somebody to ask. A connector needs it; a hall of our own does not. */
  readonly outside?: Outside
}

/** What a command has at hand to reach a hall: the folder of secrets, the machine, somebody to ask. */
export interface HallDesk extends Pick<Outside, 'now' | 'env'>, Keyboard {
  readonly secretsDir: string
}

/** What somebody gave to reach a hall with; the names are those of the flags. */
interface GivenAccess extends GivenAnswers {
  readonly 'token-file'?: string | undefined
}

/** How to reach a hall that is named in some other way than by an address. */
export type NamedAccess = Omit<HallAccess, 'url'> & { readonly outside: Outside }

/** How a command reaches a hall; errors as of the file of answers. */
export async function hallAccess(
  { secretsDir, now, env, ...keyboard }: HallDesk,
  given: GivenAccess,
): Promise<NamedAccess> {
  const outside = await outsideAt({ now, env }, keyboard, given)
  return { secretsDir, tokenFile: given['token-file'], outside }
}

/** The same for the hall of a workspace: the one asked for, else as of `hallUrl`. */
export async function workspaceAccess(
  workspace: Workspace,
  desk: HallDesk,
  given: GivenAccess & { readonly hall?: string | undefined },
): Promise<HallAccess> {
  return { url: hallUrl(workspace, given.hall ?? null), ...(await hallAccess(desk, given)) }
}

/** Connects to a hall with the secrets of a workspace, through its connector when it has one. Nothing is asked of the hall yet. */
export async function connectWorkspaceHall(
  workspace: Workspace,
  { url, secretsDir, tokenFile, outside }: HallAccess,
): Promise<WorkspaceHall> {
  const { token, secrets: file } = hallPlaces(workspace, secretsDir)
  const { settings, paths } = workspace
  const secrets = openSecrets(file)
  const adminToken = await keptToken(tokenFile ?? token)
  const credentials = credentialsFrom(secrets)
  const mark = accountMark(settings.id)
  const { connector: name } = settings.hall
  if (name === undefined || outside === undefined) {
    return { url, connection: await connectHall({ url, adminToken, credentials }), secrets, mark }
  }
  const connector = await readConnector(findConnector(name, paths.root))
  const connection = await connectByConnector(connector, {
    ...outside,
    ...{ credentials, serviceToken: adminToken, rules: await loadHallRules(templatesDir()) },
    ...(url === behind(name) ? {} : { url }),
    ledgerFile: join(paths.state, `seen-${connector.spec.name}.jsonl`),
  })
  return { url, connection, secrets, mark }
}

/** What stands for the address of a hall that only its connector knows. */
function behind(connector: string): string {
  return `connector:${connector}`
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
