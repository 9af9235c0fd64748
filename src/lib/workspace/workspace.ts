import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../errors/index.js'
import { takeLock } from './lock.js'
import { diskRisk } from './safe-disk.js'
import {
  formatSettings,
  readSettings,
  SETTINGS_SCHEMA,
  type Settings,
  settingsJsonSchema,
} from './settings.js'
import { openStore, type Store } from './store.js'
import { writeFileAtomic } from './write-file.js'

/** Absolute paths inside a workspace. */
export interface WorkspacePaths {
  readonly root: string
  readonly settings: string
  readonly inbox: string
  readonly drills: string
  readonly runs: string
  readonly out: string
  readonly state: string
  readonly store: string
  readonly lock: string
}

/** A drill's folder: everything needed to explain its results lies in it. */
export interface Workspace {
  readonly paths: WorkspacePaths
  readonly settings: Settings
}

/** What a new workspace is for. `id` is random and comes from the caller. */
export type NewWorkspace = Pick<Settings, 'id' | 'notice' | 'region'> &
  Partial<Pick<Settings, 'hall' | 'lang' | 'overrides'>>

const SETTINGS_FILE = 'hallkit.yaml'
const FOLDERS = ['inbox', 'drills', 'runs', 'out', '.hallkit'] as const
/** What desktops leave in an empty folder. */
const DESKTOP_FILES = ['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory']

/** The paths of the workspace whose root is `dir`. */
export function workspacePaths(dir: string): WorkspacePaths {
  const root = resolve(dir)
  const state = join(root, '.hallkit')
  return {
    root,
    settings: join(root, SETTINGS_FILE),
    inbox: join(root, 'inbox'),
    drills: join(root, 'drills'),
    runs: join(root, 'runs'),
    out: join(root, 'out'),
    state,
    store: join(state, 'store.sqlite'),
    lock: join(state, 'lock'),
  }
}

/**
 * Makes a workspace in a new or empty folder; hallkit.yaml comes last, so a half-made one can be made again.
 * Errors: HK-WORK-002 already one, -003 not empty, -004 not writable, -005/-006 unsafe disk.
 */
export async function createWorkspace(dir: string, options: NewWorkspace): Promise<Workspace> {
  const paths = workspacePaths(dir)
  if (existsSync(paths.settings)) throw new AppError('HK-WORK-002', { dir: paths.root })
  refuseUnsafeDisk(dir)
  await makeRoot(paths.root)
  await refuseOccupied(paths.root)
  const settings = settingsOf(options)
  await writing(paths.root, async () => {
    for (const folder of FOLDERS) await mkdir(join(paths.root, folder), { recursive: true })
  })
  const schema = JSON.stringify(settingsJsonSchema(), null, 2)
  await writeFileAtomic(join(paths.root, SETTINGS_SCHEMA), `${schema}\n`)
  await writeFileAtomic(paths.settings, formatSettings(settings))
  return { paths, settings }
}

/** Opens the workspace around `dir` (that folder or one above it), its settings checked. HK-WORK-001 when there is none. */
export async function openWorkspace(dir: string): Promise<Workspace> {
  const root = findWorkspace(dir)
  if (root === null) throw new AppError('HK-WORK-001', { dir: resolve(dir) })
  const paths = workspacePaths(root)
  return { paths, settings: await readSettings(paths.settings) }
}

/** The root of the workspace around `start` (that folder or one above it), null when there is none. */
export function findWorkspace(start: string): string | null {
  const dir = resolve(start)
  if (existsSync(join(dir, SETTINGS_FILE))) return dir
  const parent = dirname(dir)
  return parent === dir ? null : findWorkspace(parent)
}

/** The store for reading; several commands may read while one writes. HK-WORK-005/-006 on an unsafe disk. */
export function readStore(workspace: Workspace): Store {
  refuseUnsafeDisk(workspace.paths.root)
  return openStore(workspace.paths.store)
}

/**
 * The store for writing, as the workspace's only writer until it is closed. `started` is wall time.
 * HK-WORK-007 names the command that holds it.
 */
export function writeStore(workspace: Workspace, started: string): Store {
  refuseUnsafeDisk(workspace.paths.root)
  const release = takeLock(workspace.paths.lock, started)
  try {
    const store = openStore(workspace.paths.store)
    return { database: store.database, close: () => closeBoth(store, release) }
  } catch (error) {
    release()
    throw error
  }
}

function closeBoth(store: Store, release: () => void): void {
  store.close()
  release()
}

/** Why this folder is unsafe for the store, as an error; links are followed first. */
function refuseUnsafeDisk(dir: string): void {
  const risk = diskRisk(dir, '') ?? diskRisk(realExisting(dir), readMounts())
  if (!risk) return
  if (risk.kind === 'network') throw new AppError('HK-WORK-005', { dir, disk: risk.disk })
  throw new AppError('HK-WORK-006', { dir, service: risk.service })
}

function realExisting(dir: string): string {
  const path = resolve(dir)
  if (existsSync(path)) return realpathSync(path)
  const parent = dirname(path)
  return parent === path ? path : join(realExisting(parent), path.slice(parent.length))
}

/** The mount table where the system has one (Linux). */
export function readMounts(): string {
  return existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : ''
}

async function makeRoot(root: string): Promise<void> {
  await writing(root, () => mkdir(root, { recursive: true }))
  if (!statSync(root).isDirectory())
    throw new AppError('HK-WORK-004', { dir: root, reason: 'ENOTDIR' })
  await writing(root, () => accessSync(root, constants.W_OK))
}

async function refuseOccupied(root: string): Promise<void> {
  const ours: readonly string[] = [...FOLDERS, ...DESKTOP_FILES]
  const entries = (await readdir(root)).filter((name) => !ours.includes(name))
  if (entries.length > 0)
    throw new AppError('HK-WORK-003', { dir: root, entries: entries.slice(0, 5) })
}

async function writing(dir: string, act: () => unknown): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    throw new AppError('HK-WORK-004', { dir, reason: String(error.code) }, { cause: error })
  }
}

function settingsOf(options: NewWorkspace): Settings {
  const { id, notice, region } = options
  const hall = options.hall ?? { kind: 'reference', url: null }
  return {
    hallkit: 1,
    id,
    notice,
    region,
    hall,
    lang: options.lang ?? 'zh-CN',
    overrides: options.overrides ?? {},
  }
}
