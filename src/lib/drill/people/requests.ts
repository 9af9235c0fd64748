import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomic } from '../../workspace/index.js'
import { lineSchema } from '../journal/journal-file.js'
import type { JournalEntry, JournalType } from '../journal/model.js'

/** What somebody may have journaled from another terminal. */
const requestTypes = [
  'run.paused',
  'run.resumed',
  'note.added',
  'step.reported',
  'step.done',
  'step.failed',
  'step.skipped',
  'step.understudied',
  'unit.attended',
  'unit.absent',
  'makeup.opened',
  'outage.declared',
  'gate.signed',
  'verdict.disputed',
  'verdict.overridden',
] as const satisfies readonly JournalType[]

const requestSchema = z.strictObject({
  request: z.string().min(1),
  type: z.enum(requestTypes),
  key: z.string().optional(),
  unit: z.string().optional(),
  as: z.string().optional(),
  by: lineSchema.shape.by,
  data: z.record(z.string(), z.unknown()),
})

/** A line that somebody wants in the journal; the run's one writer gives it its moment and its number. */
export type DrillRequest = z.output<typeof requestSchema>

/** The requests of a run folder, oldest first; one that was cut off by a kill is not there yet, one of somebody else's making is left alone. */
export function readRequests(folder: string): DrillRequest[] {
  const dir = requestsDir(folder)
  return listed(dir).flatMap((name) => {
    const result = requestSchema.safeParse(parsed(join(dir, name)))
    return result.success && `${result.data.request}.json` === name ? [result.data] : []
  })
}

/** Puts a request into a run folder, whole or not at all. */
export async function putRequest(folder: string, request: DrillRequest): Promise<void> {
  const dir = requestsDir(folder)
  mkdirSync(dir, { recursive: true })
  await writeFileAtomic(join(dir, `${request.request}.json`), `${JSON.stringify(request)}\n`)
}

/** True while nobody has taken the request up. */
export function isPending(folder: string, { request }: DrillRequest): boolean {
  return listed(requestsDir(folder)).includes(`${request}.json`)
}

/** How soon a request is noticed while a run waits, in ms. */
const NOTICED_MS = 100

/** Waits, but no longer than until somebody asks for something. */
export async function untilAsked(
  folder: string,
  signal: AbortSignal | undefined,
  wait: (woken: AbortSignal) => Promise<void>,
): Promise<void> {
  const asked = new AbortController()
  const dir = requestsDir(folder)
  const timer = setInterval(() => listed(dir).length > 0 && asked.abort(), NOTICED_MS)
  try {
    await wait(signal ? AbortSignal.any([signal, asked.signal]) : asked.signal)
  } finally {
    clearInterval(timer)
  }
}

/** Takes requests away that the journal holds. */
export function dropRequests(folder: string, requests: readonly DrillRequest[]): void {
  for (const { request } of requests) {
    rmSync(join(requestsDir(folder), `${request}.json`), { force: true })
  }
}

/** The line of a request. */
export function requestedEntry({ request, data, ...rest }: DrillRequest, at: string): JournalEntry {
  return { ...rest, at, data: { ...data, request } }
}

function requestsDir(folder: string): string {
  return join(folder, 'requests')
}

function listed(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort()
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
