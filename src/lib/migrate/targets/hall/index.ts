import { templatesDir } from '../../../assets/index.js'
import { AppError } from '../../../errors/index.js'
import {
  connectByConnector,
  findConnector,
  type HallMigrator,
  type HallProvisioner,
  type HallReader,
  type HallRules,
  hallPlaces,
  keptToken,
  loadHallRules,
  localHall,
  type MigratedObject,
  readConnector,
} from '../../../hall/index.js'
import { findWorkspace, openWorkspace } from '../../../workspace/index.js'
import type { Flaw } from '../../flaw.js'
import { flaw } from '../../flaw.js'
import type { Mapping } from '../../mapping/load.js'
import type { Change, Shape, Target, TargetRow, TargetTable, Unsure } from '../model.js'
import { sendOnce } from './once.js'
import type { HallTarget } from './options.js'
import { recordTable, recordTables } from './records.js'
import { type Rows, rowsOf } from './rows.js'
import { openSent, type Sent } from './sent.js'

/** What a hall is opened with. `rehearse`: it is only looked at, and whatever is written is taken for done. */
export interface HallTargetOptions {
  /** Where the ledger lies. */
  readonly file: string
  readonly rehearse: boolean
  readonly now: () => number
  /** Where the tokens of halls on this machine lie; without it the running one is not found. */
  readonly secretsDir: string | undefined
}

/**
 * A hall as the target of a mapping, through its connector. Closed objects become marked history, open ones work; what a hall
 * refuses is a reason to keep the row out, what it cannot tell is HK-HALL-005. A hall that is gone is HK-HALL-001: the batch is
 * not settled, and going on finds by its keys what had been taken.
 */
export async function openHallTarget(
  { secrets, folder, system, allowCode }: Mapping,
  target: HallTarget,
  { file, rehearse, now, secretsDir }: HallTargetOptions,
): Promise<Target> {
  const rules = await loadHallRules(templatesDir())
  const meant =
    target.connector === undefined
      ? await hallHere(folder, secretsDir)
      : { connector: target.connector, ...doorOf(target, secrets) }
  const connector = await readConnector(findConnector(meant.connector, folder))
  const hall = await connectByConnector(connector, {
    ...{ rules, now, env: environmentIn(secrets), ledgerFile: null, allowCode },
    ...{ url: meant.url, serviceToken: meant.token },
    credentials: async () => '',
    production: async () => target.production ?? '',
  })
  let sent: Sent | null = null
  const memory = async () => {
    sent ??= await openSent(file, { rehearse })
    return sent
  }
  return {
    table: async (shape) => openTable({ hall, rules, system, rehearse, memory }, shape),
    close: async () => {
      sent?.close()
      hall.close()
    },
  }
}

interface Door {
  readonly url: string | undefined
  readonly token: string | undefined
}

function doorOf({ url, token }: HallTarget, secrets: Mapping['secrets']): Door {
  const kept = (value: string | undefined) => value && (secrets[value] ?? value)
  return { url: kept(url), token: kept(token) }
}

/** The reference hall that runs in the workspace of a folder. HK-DRILL-007 when none does. */
async function hallHere(
  folder: string,
  secretsDir: string | undefined,
): Promise<Door & { readonly connector: string }> {
  const workspace = findWorkspace(folder) === null ? null : await openWorkspace(folder)
  const local = workspace === null ? null : localHall(workspace)
  if (workspace === null || local === null || secretsDir === undefined) {
    throw new AppError('HK-DRILL-007', {})
  }
  const token = await keptToken(hallPlaces(workspace, secretsDir).token)
  return { connector: 'reference', url: local.url, token }
}

/** The variables that mapping and connector name, as they were when the mapping was read. */
function environmentIn(secrets: Mapping['secrets']): Readonly<Record<string, string>> {
  const named = Object.entries(secrets).filter(([kept]) => kept.startsWith('env:'))
  return Object.fromEntries(named.map(([kept, value]) => [kept.slice('env:'.length), value]))
}

interface Opened {
  readonly hall: HallMigrator & HallProvisioner & Pick<HallReader, 'can'>
  readonly rules: HallRules
  readonly system: string
  readonly rehearse: boolean
  readonly memory: () => Promise<Sent>
}

async function openTable(opened: Opened, shape: Shape): Promise<TargetTable> {
  const { hall, system } = opened
  if (recordTables.includes(shape.table)) return recordTable(hall, shape, opened.rehearse)
  const rows = rowsOf(shape, opened.rules)
  const isBlind = hall.can(`${rows.kind}.migrated`) !== 'yes'
  if (isBlind) return blindTable(opened, rows)
  return {
    isLasting: hall.can(`${rows.kind}.unmigrate`) !== 'yes',
    apply: (changes) => apply(opened, rows, changes),
    get: async (dsts) => {
      const found = new Map<string, TargetRow['values']>()
      if (dsts.length === 0) return found
      for await (const page of hall.migrated(system, rows.kind, dsts)) {
        for (const object of page) found.set(object.key, rows.valuesOf(object))
      }
      return found
    },
    rows: async function* () {
      for await (const page of hall.migrated(system, rows.kind, null)) {
        yield page.map((object) => ({ dst: object.key, values: rows.valuesOf(object) }))
      }
    },
    remove: async (dsts) => (opened.rehearse ? [] : hall.unmigrate(system, rows.kind, dsts)),
  }
}

async function blindTable(opened: Opened, rows: Rows): Promise<TargetTable> {
  const { hall, rehearse, memory } = opened
  const { isRepeatable, atOnce } = hall.taking(rows.kind)
  const send: TargetTable['apply'] = (changes) => apply(opened, rows, changes)
  if (isRepeatable) return { ...blind, apply: send }
  const { kind } = rows
  const sent = await memory()
  const unsure: Unsure = {
    of: (dst) => sent.get(kind, dst)?.standing ?? null,
    settle: (dst, found) => sent.settle(kind, [dst], found),
    list: () => sent.list(kind),
    forget: (dsts) => (rehearse ? undefined : sent.forget(kind, dsts)),
  }
  return { ...blind, unsure, apply: sendOnce({ kind, atOnce, sent, rehearse, send }) }
}

/** A hall that tells nothing of what it took over, and gives nothing back. */
const blind: Omit<TargetTable, 'apply'> = {
  isBlind: true,
  isLasting: true,
  get: async () => new Map(),
  rows: async function* () {
    yield []
  },
  remove: async (dsts) => dsts,
}

async function apply(
  { hall, system, rehearse }: Opened,
  rows: Rows,
  changes: readonly Change[],
): Promise<readonly (Flaw | null)[]> {
  const made = changes.map(({ values }) => rows.objectOf(values))
  const objects = made.filter((one): one is MigratedObject => !('code' in one))
  const said = rehearse ? [] : await hall.migrate(system, rows.kind, objects)
  const refusals = new Map(objects.map(({ key }, at) => [key, said[at] ?? null]))
  return made.map((one) => {
    if ('code' in one) return one
    const detail = refusals.get(one.key) ?? null
    return detail === null ? null : flaw('HK-MIG-322', { detail })
  })
}
