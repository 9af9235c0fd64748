import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../errors/index.js'
import { takeLock, type Workspace } from '../workspace/index.js'
import { categories, problemSorts, type RegisteredProblem, severities } from './model.js'

const details = z.strictObject({
  sort: z.enum(problemSorts),
  fact: z.string().min(1),
  severity: z.enum(severities),
  category: z.enum(categories),
  unit: z.string().nullable(),
  theme: z.string().nullable(),
  cause: z.string().nullable(),
  measure: z.string().nullable(),
  owner: z.string().nullable(),
  due: z.string().nullable(),
  evidence: z.string(),
})

const common = { v: z.literal(1), at: z.string(), by: z.string(), id: z.string() }
const run = z.string().nullable()

/** Zod schema of one line of `problems.jsonl`: what somebody did to one problem. */
const registerLine = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('added'),
    key: z.string().nullable(),
    run,
    found: z.string(),
    details,
  }),
  z.strictObject({ ...common, type: z.literal('changed'), change: details.partial() }),
  z.strictObject({ ...common, type: z.literal('seen'), run: z.string(), evidence: z.string() }),
  z.strictObject({ ...common, type: z.literal('closed'), day: z.string(), because: z.string() }),
  z.strictObject({ ...common, type: z.literal('reopened'), run, because: z.string() }),
])

/** One act on the register: append-only, so that everybody can see who did what. */
export type RegisterLine = z.output<typeof registerLine>

/** An act before its number of format. */
export type RegisterAct = RegisterLine extends infer Line
  ? Line extends RegisterLine
    ? Omit<Line, 'v'>
    : never
  : never

/** The register of a workspace, in the order of its numbers. HK-PROBLEM-001 for a damaged line: nothing is skipped. */
export function readRegister(workspace: Workspace): readonly RegisteredProblem[] {
  const known = new Map<string, RegisteredProblem>()
  for (const line of linesOf(fileOf(workspace))) {
    const next = folded(known.get(line.id), line)
    if (next) known.set(line.id, next)
  }
  return [...known.values()]
}

/** Adds acts to the register, all of them or none; one writer at a time (HK-WORK-007). */
export function writeRegister(
  workspace: Workspace,
  now: string,
  make: (known: readonly RegisteredProblem[]) => readonly RegisterAct[],
): readonly RegisteredProblem[] {
  const release = takeLock(join(workspace.paths.state, 'problems.lock'), now)
  try {
    cutTorn(fileOf(workspace))
    const acts = make(readRegister(workspace))
    const text = acts.map((act) => `${JSON.stringify({ v: 1, ...act })}\n`).join('')
    if (text !== '') appendFileSync(fileOf(workspace), text, { flush: true })
  } finally {
    release()
  }
  return readRegister(workspace)
}

/** The number after the last one ever given. */
export function nextId(known: readonly RegisteredProblem[], ahead = 0): string {
  const last = Math.max(0, ...known.map(({ id }) => Number(id.slice(1))))
  return `P${String(last + 1 + ahead).padStart(3, '0')}`
}

function folded(
  before: RegisteredProblem | undefined,
  line: RegisterLine,
): RegisteredProblem | undefined {
  if (line.type === 'added') {
    const { id, key, found, run: seen } = line
    const runs = seen === null ? [] : [seen]
    return { id, key, found, runs, closed: null, returned: 0, ...line.details }
  }
  if (before === undefined) return undefined
  if (line.type === 'changed') return { ...before, ...line.change }
  if (line.type === 'closed') {
    const { day, by, because } = line
    return { ...before, closed: { day, by, because } }
  }
  const runs = line.run === null ? before.runs : [...new Set([...before.runs, line.run])]
  if (line.type === 'seen') return { ...before, runs, evidence: line.evidence }
  return { ...before, runs, closed: null, returned: before.returned + 1 }
}

/** Takes away what a kill cut off, so that the next line stands on its own. */
function cutTorn(file: string): void {
  if (!existsSync(file)) return
  const bytes = readFileSync(file)
  const whole = bytes.lastIndexOf('\n') + 1
  if (whole < bytes.length) truncateSync(file, whole)
}

function linesOf(file: string): RegisterLine[] {
  if (!existsSync(file)) return []
  const texts = readFileSync(file, 'utf8').split('\n')
  // A line without its end is one that a kill cut off: what it said was never confirmed to anybody.
  texts.pop()
  return texts.map((text, index) => parsed(text, file, index + 1))
}

function parsed(text: string, file: string, line: number): RegisterLine {
  try {
    const result = registerLine.safeParse(JSON.parse(text))
    if (result.success) return result.data
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new AppError('HK-PROBLEM-001', { file, line })
}

function fileOf({ paths }: Workspace): string {
  return join(paths.root, 'problems.jsonl')
}
