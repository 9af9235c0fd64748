import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { templatesDir } from '../assets/index.js'
import {
  createRun,
  type DrillProgress,
  type DrillScore,
  planWorkspace,
  playedByRobots,
  playQuietly,
  virtualClock,
} from '../drill/index.js'
import {
  accountMark,
  connectHall,
  credentialsFrom,
  furnishHall,
  hallTitles,
  loadHallRules,
  openSecrets,
} from '../hall/index.js'
import { packOf } from '../inbox/index.js'
import type { NoticePack } from '../notice/index.js'
import { startHall } from '../reference-hall/index.js'
import { type ReportOrder, writeReport } from '../report/index.js'
import { desiredHall, mapWorkspace } from '../roster/index.js'
import type { Workspace } from '../workspace/index.js'

/** What a rehearsal works with. `words` are Chinese, as papers are; `now` is wall time in epoch ms. */
export interface RehearsalOptions {
  readonly workspace: Workspace
  readonly seed: number
  readonly newId: () => string
  readonly now: () => number
  readonly words: Pick<ReportOrder, 'describe'>
  readonly signal: AbortSignal
}

/** A rehearsal in figures, and its papers, each marked 样稿. */
export interface Rehearsal {
  readonly folder: string
  readonly score: DrillScore
  readonly conclusion: string
  readonly reports: readonly string[]
}

/** What every paper of a rehearsal bears: nobody shall take it for the real one. */
const SAMPLE = '样稿'

/**
 * Plays the workspace's plan with robots only, on a virtual clock and a hall that keeps nothing, and writes the whole
 * report as a sample into `out/样稿`. The workspace's own runs and hall are left alone; HK-INT-001 when it was interrupted.
 */
export async function* rehearse(
  options: RehearsalOptions,
): AsyncGenerator<DrillProgress, Rehearsal> {
  const { workspace, newId, now } = options
  const scratch = await mkdtemp(join(tmpdir(), 'hallkit-rehearsal-'))
  const adminToken = newId()
  const nowMs = now
  const place = { dataFile: ':memory:', port: 0, templatesDir: templatesDir(), nowMs, adminToken }
  const hall = await startHall(place)
  try {
    const secrets = openSecrets(join(scratch, 'secrets.json'))
    const credentials = credentialsFrom(secrets)
    const connection = await connectHall({ url: hall.url, adminToken, credentials })
    try {
      const mark = accountMark(workspace.settings.id)
      return yield* playSample(options, { connection, secrets, mark }, scratch)
    } finally {
      connection.close()
    }
  } finally {
    await hall.close()
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function* playSample(
  { workspace, seed, now, words, signal }: RehearsalOptions,
  hall: Parameters<typeof furnishHall>[0],
  scratch: string,
): AsyncGenerator<DrillProgress, Rehearsal> {
  const resume = 'hallkit drill rehearse'
  const pack = await packOf(workspace)
  const { items, mapped } = await mapWorkspace(workspace, pack)
  await furnishHall(hall, desiredHall(pack, items, mapped.mapping), { signal, resume })
  const { plan } = await planWorkspace(workspace, seed)
  const run = await createRun(join(scratch, 'rehearsal'), 'rehearsal', playedByRobots(plan))
  const { connection } = hall
  const clock = virtualClock(connection)
  const survives = 'kill' // the hall is gone with the process, and the run folder with it
  yield* playQuietly({ hall: connection, clock, now, signal, survives }, run, resume)
  const titles = hallTitles(await loadHallRules(templatesDir()))
  const folder = join(workspace.paths.out, SAMPLE)
  const place = { day: null, out: folder }
  const order = { workspace, pack: marked(pack), run, titles, abilities: null, ...place }
  const { conclusion, score, files } = await writeReport({ ...order, describe: words.describe })
  return { folder, score, conclusion, reports: files.map(({ path }) => path) }
}

/** The notice with every paper's title marked as a sample. */
function marked(pack: NoticePack): NoticePack {
  const reports = pack.reports.map((report) => {
    const lines = report.paper ?? [report.title]
    const paper = [...lines.slice(0, -1), `${lines.at(-1) ?? ''}（${SAMPLE}）`]
    return { ...report, title: `${report.title}（${SAMPLE}）`, paper }
  })
  return { ...pack, reports }
}
