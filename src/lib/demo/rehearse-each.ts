import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { packageRoot } from '../assets/index.js'
import type { DrillScore } from '../drill/index.js'
import { AppError } from '../errors/index.js'

/** One county of a province: its folder's name, and its rehearsal in figures, null with what was in the way. */
export interface CountyRehearsal {
  readonly county: string
  readonly steps: DrillScore['steps'] | null
  readonly requirements: DrillScore['requirements'] | null
  /** Where its sample papers lie. */
  readonly folder: string | null
  /** In the words of the process that rehearsed it; HK-DRILL-017 when that ended without a word. */
  readonly problem: { readonly code: string; readonly message: string } | AppError | null
}

/** A county that has been rehearsed: the how-manieth of how many to end. */
export interface ProvinceProgress {
  readonly county: string
  readonly no: number
  readonly of: number
}

/** How counties are rehearsed. */
export interface ProvinceOptions {
  /** How many at once. */
  readonly jobs: number
  /** Who rehearses one: node, the words behind `drill rehearse`, and the environment. */
  readonly program: {
    readonly node: string
    readonly words: readonly string[]
    readonly env: Readonly<Record<string, string | undefined>>
  }
  readonly signal: AbortSignal
}

const count = z.number()
const figures = z.object({
  steps: z.object({
    total: count,
    done: count,
    failed: count,
    unknown: count,
    skipped: count,
    waiting: count,
  }),
  requirements: z.object({
    met: count,
    late: count,
    missed: count,
    exempt: count,
    disputed: count,
  }),
  folder: z.string(),
})
/** What `drill rehearse --json` answers. */
const answer = z.union([
  z.object({ ok: z.literal(true), result: figures }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) }),
])

/**
 * Rehearses the workspaces in a folder, each by its own plan, in a process and a hall of its own that are gone
 * afterwards: a province takes the memory of as many counties as are rehearsed at once, and one that cannot be rehearsed
 * holds nobody up. HK-WORK-001 when the folder holds no workspace; Ctrl-C ends it (HK-INT-001).
 */
export async function* rehearseEach(
  folder: string,
  { jobs, program, signal }: ProvinceOptions,
): AsyncGenerator<ProvinceProgress, readonly CountyRehearsal[]> {
  const counties = countiesIn(folder)
  if (counties.length === 0) throw new AppError('HK-WORK-001', { dir: folder })
  const waiting = [...counties]
  const playing = new Map<string, Promise<CountyRehearsal>>()
  const done = new Map<string, CountyRehearsal>()
  while (done.size < counties.length) {
    for (const county of waiting.splice(0, jobs - playing.size)) {
      playing.set(county, rehearseOne(folder, county, program, signal))
    }
    const next = await Promise.race(playing.values())
    if (signal.aborted) throw new AppError('HK-INT-001', { resume: 'hallkit drill rehearse-each' })
    playing.delete(next.county)
    done.set(next.county, next)
    yield { county: next.county, no: done.size, of: counties.length }
  }
  return counties.flatMap((county) => done.get(county) ?? [])
}

async function rehearseOne(
  folder: string,
  county: string,
  { node, words, env }: ProvinceOptions['program'],
  signal: AbortSignal,
): Promise<CountyRehearsal> {
  const place = ['--workspace', join(folder, county), '--json']
  const bin = join(packageRoot(), 'bin', 'run.js')
  const child = spawn(node, [bin, 'drill', 'rehearse', ...words, ...place], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const stop = () => child.kill('SIGINT')
  signal.addEventListener('abort', stop)
  try {
    return { county, ...(await toldBy(child)) }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function toldBy(child: ChildProcess): Promise<Omit<CountyRehearsal, 'county'>> {
  const nothing = { steps: null, requirements: null, folder: null }
  const said = await wordsOf(child)
  const told = answer.safeParse(said.document)
  if (!told.success) {
    return { ...nothing, problem: new AppError('HK-DRILL-017', { detail: said.last }) }
  }
  if (told.data.ok) return { ...told.data.result, problem: null }
  return { ...nothing, problem: told.data.error }
}

async function wordsOf({ stdout, stderr }: ChildProcess): Promise<{
  document: unknown
  last: string
}> {
  if (stdout === null || stderr === null) return { document: null, last: '' }
  const [out, err] = await Promise.all([text(stdout), text(stderr)])
  const last = (err.trim() || out.trim()).split('\n').at(-1) ?? ''
  try {
    return { document: JSON.parse(out), last }
  } catch {
    return { document: null, last }
  }
}

/** The folders in a folder that are workspaces, by name. */
function countiesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && existsSync(join(folder, one.name, 'hallkit.yaml')))
    .map(({ name }) => name)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}
