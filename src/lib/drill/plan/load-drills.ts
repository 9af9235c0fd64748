import { readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError, type Finding } from '../../errors/index.js'
import { nearest } from '../../text/index.js'
import { readYaml } from '../../yaml/index.js'
import { expressionsOf } from './expressions.js'
import { variantNames } from './mix.js'
import { checkMutexes } from './mutexes.js'
import { type PlayFile, type PlayList, playFile } from './plan-file.js'
import { namesOf } from './round-scope.js'
import { type DrillScript, scriptFile } from './script.js'
import { type PlanAbove, refuseLooser } from './tighten.js'

/** The scripts and the list of plays of a folder. */
export interface DrillFiles {
  readonly scripts: readonly DrillScript[]
  readonly plays: PlayList
  /** The plan that the own one extends, all of it; null when it extends none. */
  readonly above: PlanAbove | null
  /** What stands looser than there, allowed by name (HK-DRILL-111). */
  readonly looser: readonly Finding[]
}

const PLAY_LIST = 'plan.yaml'

/**
 * Reads `templates/drills`: the list of plays and every script, checked against each other. HK-YAML-* for a
 * file that breaks its schema, HK-EXPR-* for an expression, HK-DRILL-001 for a name that stands for nothing. `own` is
 * a plan file whose keys go before the shipped ones, and before those of the plan that it `extends` (a province's).
 */
export async function loadDrills(folder: string, own: string | null = null): Promise<DrillFiles> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  const scripts = await Promise.all(
    names.filter((name) => name !== PLAY_LIST).map((name) => loadScript(join(folder, name))),
  )
  const shipped = await readYaml(join(folder, PLAY_LIST), playFile)
  const { plan, above, looser } =
    own === null ? { plan: {}, above: null, looser: [] } : await readPlan(own)
  const plays = { ...shipped, ...plan }
  const play = [...(plays.play ?? []), ...(plays.more ?? [])]
  checkPlays(play, scripts, own ?? join(folder, PLAY_LIST))
  checkMutexes({ ...plays, play }, scripts, own ?? join(folder, PLAY_LIST))
  return { scripts, plays: { ...plays, play }, above, looser }
}

interface ReadPlan extends Pick<DrillFiles, 'above' | 'looser'> {
  readonly plan: PlayFile
}

/**
 * A plan file over the one that it extends, key by key: what it says itself may be tighter, not looser (HK-DRILL-015)
 * unless its `because` says who allowed it. HK-DRILL-001 when it comes back to itself.
 */
async function readPlan(file: string, below: readonly string[] = []): Promise<ReadPlan> {
  const { extends: base, ...own } = await readYaml(file, playFile)
  if (base === undefined) return { plan: own, above: null, looser: [] }
  const place = resolve(dirname(file), base)
  const line = [...below, file]
  if (line.includes(place)) throw new AppError('HK-DRILL-001', { file, at: 'extends', name: base })
  const { plan, looser } = await readPlan(place, line)
  const above = { file: base, plan }
  const merged = { ...plan, ...own, because: own.because }
  const allowed = refuseLooser(merged, above)
  return { plan: merged, above, looser: [...looser, ...allowed] }
}

/** The script of that id; HK-DRILL-005 with near names when there is none. */
export function scriptNamed(scripts: readonly DrillScript[], name: string): DrillScript {
  const script = scripts.find(({ id }) => id === name)
  if (script) return script
  const known = scripts.map(({ id }) => id)
  const near = nearest(name, known)
  throw new AppError('HK-DRILL-005', {
    ...{ what: 'script', name },
    nearest: near.length > 0 ? near : known,
  })
}

async function loadScript(file: string): Promise<DrillScript> {
  const script = await readYaml(file, scriptFile)
  const names = Object.keys(script.steps)
  for (const [index, name] of names.entries()) {
    const step = script.steps[name]
    const earlier = names.slice(0, index)
    const { needs = [], not = [], same } = step ?? {}
    for (const other of [...needs, ...not, ...(same === undefined ? [] : [same])]) {
      if (!earlier.includes(other))
        throw new AppError('HK-DRILL-001', { file, at: name, name: other })
    }
  }
  checkExpressions(script, file)
  return script
}

/** Reads every expression once with the names that it may use, so that a slip is told before the drill. */
function checkExpressions(script: DrillScript, file: string): void {
  const { compile, compileTemplate } = expressionsOf(file, namesOf(script))
  for (const step of Object.values(script.steps)) {
    const { do: act, read, seen, ask, keep } = step
    for (const text of [...(read?.expect ?? []), ...Object.values(keep)]) compile(text)
    const inputs = Object.values(act?.with ?? {})
      .flat()
      .flatMap((value): unknown[] => (typeof value === 'object' ? Object.values(value) : [value]))
      .filter((value) => typeof value === 'string')
    const ids = [act?.id, read?.id, read?.item].filter((text) => text !== undefined)
    const templates = [
      ...inputs,
      ...ids,
      ...(read?.cards ?? []),
      ...Object.values(seen?.match ?? {}),
      ask,
    ]
    for (const text of templates) compileTemplate(text)
  }
}

function checkPlays(plays: PlayList['play'], scripts: readonly DrillScript[], file: string): void {
  for (const { script: id, mix, times } of plays) {
    const script = scripts.find((one) => one.id === id)
    if (!script) throw new AppError('HK-DRILL-001', { file, at: 'play', name: id })
    const known = variantNames(script)
    const strange = Object.keys(mix ?? {}).find((variant) => !known.includes(variant))
    const missing = mix === undefined && times === 'quota' ? known[0] : undefined
    const name = strange ?? missing
    if (name !== undefined) throw new AppError('HK-DRILL-001', { file, at: id, name, known })
  }
}
