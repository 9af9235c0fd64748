import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compareInstants, epochMs, at as momentAt } from '../../calendar/index.js'
import { AppError } from '../../errors/index.js'
import type { RunFolder } from '../journal/run-folder.js'
import type { DrillPlan, PlannedStep } from '../plan/plan-model.js'
import type { DrillRequest } from './requests.js'

/** A file that somebody handed in, kept in the run folder under its hash. */
export interface KeptFile {
  readonly name: string
  readonly sha256: string
}

/** Who says that a step is done, and what they hand in. */
export interface Report {
  readonly person: string
  readonly evidence: readonly KeptFile[]
  readonly note: string | undefined
}

/** Copies files into the run folder, each under the hash of its bytes. HK-DRILL-012 for one that cannot be read. */
export async function keepEvidence(
  { folder }: RunFolder,
  files: readonly string[],
): Promise<KeptFile[]> {
  const blobs = join(folder, 'blobs')
  if (files.length > 0) mkdirSync(blobs, { recursive: true })
  return files.map((file) => {
    const sha256 = createHash('sha256').update(bytesOf(file)).digest('hex')
    copyFileSync(file, join(blobs, sha256))
    return { name: basename(file), sha256 }
  })
}

/**
 * What a person's word is worth: a step that the hall shows stays open until the hall shows it (自述，未核实); one that no
 * hall can show is done by that word.
 */
export function reported(
  plan: DrillPlan,
  { key, round, step: name, unit, role }: PlannedStep,
  { person, evidence, note }: Report,
): Omit<DrillRequest, 'request'> {
  const script = plan.rounds.find(({ id }) => id === round)?.script
  const { seen } = plan.scripts.find(({ id }) => id === script)?.steps[name] ?? {}
  const by = { kind: 'human', id: person } as const
  const about = { key, unit, as: role, by }
  const files = { files: evidence, ...(note !== undefined && { note }) }
  if (seen) return { ...about, type: 'step.reported', data: files }
  const doing = { how: 'self-reported', evidence: [], keep: { id: '', number: '' }, ms: null }
  return { ...about, type: 'step.done', data: { ...doing, ...files } }
}

/** A stretch of time as two moments; HK-DRILL-011 when it is none. `2015-04-10T08:30` is local time. */
export function stretch(from = '', to = ''): { readonly from: string; readonly to: string } {
  const span = { from: moment(from), to: moment(to) }
  if (span.from === null || span.to === null || compareInstants(span.from, span.to) >= 0) {
    throw new AppError('HK-DRILL-011', { what: 'window', name: `${from}/${to}` })
  }
  return { from: span.from, to: span.to }
}

function moment(text: string): string | null {
  const [, day = '', time = ''] =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)$/.exec(text) ?? []
  try {
    const instant = day === '' ? text : momentAt(day, time)
    epochMs(instant)
    return instant
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new AppError('HK-DRILL-012', { file, cause: error instanceof Error ? error.message : '' })
  }
}
