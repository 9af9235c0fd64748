import { createHash } from 'node:crypto'
import { z } from 'zod'
import { compareInstants } from '../../calendar/index.js'
import { type HallEvent, objectKinds } from '../../hall/index.js'
import { inputProblem } from '../acts/input.js'
import type { HallContext } from '../api/app.js'
import type { WrongPlace } from '../api/problem.js'
import type { StagedRow } from './legacy.js'

const text = z.string().trim().min(1).max(200)
const free = z.record(z.string(), z.unknown()).default({})

/** One object with its history, as the old system knew it. */
export const legacyRow = z.strictObject({
  key: text.describe('来源系统中的主键'),
  kind: z.enum(objectKinds),
  number: text,
  unit: text,
  item: text.optional(),
  owner: text.optional().describe('申请人的账号，没有就不写'),
  state: text,
  data: free,
  history: z
    .array(
      z.strictObject({
        event: text,
        actor: text,
        state: text,
        occurredAt: z.iso.datetime({ offset: true }),
        data: free,
      }),
    )
    .min(1)
    .max(500),
})
type LegacyRow = z.output<typeof legacyRow>

/** Judges a row of a source: ready, stored already with the same content, or refused and where. */
export function judgeRow(hall: HallContext, source: string, body: unknown): StagedRow {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex')
  const read = legacyRow.safeParse(body)
  if (!read.success) {
    const errors = inputProblem(read.error).extras.errors ?? []
    return { key: keyOf(body, hash), hash, body, outcome: 'refused', errors }
  }
  const { key } = read.data
  const known = hall.legacy.stored(source, key)
  if (known === hash) return { key, hash, body, outcome: 'unchanged', errors: [] }
  const errors =
    known === undefined
      ? wrongPlaces(hall, read.data)
      : [{ pointer: '/key', detail: '已按此主键迁入过，内容不同；历史只增不改' }]
  return { key, hash, body, outcome: errors.length > 0 ? 'refused' : 'ready', errors }
}

/** A row without a usable key is still answered for, under its content. */
function keyOf(body: unknown, hash: string): string {
  const key = typeof body === 'object' && body !== null && 'key' in body ? body.key : undefined
  return typeof key === 'string' && key.length <= 200 ? key : `#${hash.slice(0, 16)}`
}

function wrongPlaces(hall: HallContext, row: LegacyRow): readonly WrongPlace[] {
  const { kind, unit, item, number, state, history } = row
  const flow = hall.rules.workflows[kind]
  const rules = [...Object.values(flow.start), ...Object.values(flow.actions)]
  const events = new Set(rules.map(({ event }) => event))
  const known = (name: string) => Object.hasOwn(flow.states, name)
  const checks: readonly (readonly [boolean, string, string])[] = [
    [hall.registry.hasUnit(unit), '/unit', '没有这个单位'],
    [item === undefined || hall.registry.unitOf(item) !== undefined, '/item', '没有这个事项'],
    [!hall.legacy.hasNumber(number), '/number', '编号已被占用'],
    [known(state), '/state', '没有这个状态'],
    [history.at(-1)?.state === state, '/state', '与最后一步之后的状态不符'],
    ...history.flatMap((step, index) => [
      [events.has(step.event), `/history/${index}/event`, '没有这个动作'] as const,
      [known(step.state), `/history/${index}/state`, '没有这个状态'] as const,
      [isAfter(step, history[index - 1]), `/history/${index}/occurredAt`, '早于前一步'] as const,
    ]),
  ]
  return checks.flatMap(([isRight, pointer, detail]) => (isRight ? [] : [{ pointer, detail }]))
}

type Step = LegacyRow['history'][number]

function isAfter(step: Step, before: Step | undefined): boolean {
  return before === undefined || compareInstants(before.occurredAt, step.occurredAt) <= 0
}

/** Stores a row that was found ready: the object, and its history as it occurred, recorded now. */
export function storeRow(hall: HallContext, source: string, { key, hash, body }: StagedRow): void {
  const row = legacyRow.parse(body)
  const { kind, number, unit, state, owner = '', history } = row
  const mark = { source: 'legacy', sourceSystem: source, sourceKey: key }
  const item = row.item === undefined ? {} : { item: row.item }
  const data = { ...row.data, ...item, ...mark }
  const born = { kind, number, unit, owner, state, tag: null, parent: null, data }
  const object = hall.objects.insert(born)
  hall.objects.update({ ...object, version: history.length })
  for (const step of history) {
    const event: Omit<HallEvent, 'seq'> = {
      ...{ type: `${kind}.${step.event}`, kind, objectId: object.id, number, unit },
      ...{ actor: step.actor, role: '', state: step.state, tag: null },
      ...{ occurredAt: step.occurredAt, recordedAt: hall.time.now() },
      data: { ...item, ...step.data, ...mark },
    }
    hall.events.append(event)
  }
  hall.legacy.store(source, key, hash, object.id)
}
