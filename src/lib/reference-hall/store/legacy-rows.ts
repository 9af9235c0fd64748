import { createHash } from 'node:crypto'
import { z } from 'zod'
import { addWorkdays, compareInstants, dayOf } from '../../calendar/index.js'
import { objectKinds, type Workflow } from '../../hall/index.js'
import { inputProblem } from '../acts/input.js'
import type { HallContext } from '../api/app.js'
import type { WrongPlace } from '../api/problem.js'
import { clockEffect } from '../time/limits.js'
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
  live: z
    .strictObject({
      promised: z.int().min(0).max(999).optional().describe('承诺工作日，不写按事项'),
      stopped: z.int().min(0).max(999).optional().describe('已停计的工作日'),
      due: z.iso.date().optional().describe('截止日，按日历核对；不写承诺的，按它反推'),
      handler: text.optional().describe('现经办人的账号'),
    })
    .default({})
    .describe('在办件带来的'),
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
/** A row as it was read. */
export type LegacyRow = z.output<typeof legacyRow>

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
  const started = startOf(flow, history)
  const { handler } = row.live
  const isStaffed = handler === undefined || hall.accounts.get(handler) !== undefined
  const checks: readonly (readonly [boolean, string, string])[] = [
    [isStaffed, '/live/handler', '没有这个账号'],
    [started !== undefined || !isTimed(row.live), '/live', '尚未受理，没有时限可带'],
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
  const wrong = checks.flatMap(([isRight, pointer, detail]) =>
    isRight ? [] : [{ pointer, detail }],
  )
  return wrong.length > 0 || started === undefined ? wrong : wrongDue(hall, row, started)
}

/** The step that starts the legal clock. */
export function startOf(flow: Workflow, history: LegacyRow['history']): Step | undefined {
  return history.find(({ event }) => clockEffect(flow, event) === 'start')
}

function isTimed({ promised, stopped, due }: LegacyRow['live']): boolean {
  return promised !== undefined || stopped !== undefined || due !== undefined
}

/** A promise and a due date that contradict each other by the county's calendar. */
function wrongDue(hall: HallContext, { live }: LegacyRow, started: Step): readonly WrongPlace[] {
  const { promised, due, stopped = 0 } = live
  if (promised === undefined || due === undefined) return []
  const calendar = hall.registry.calendar()
  const computed = addWorkdays(dayOf(started.occurredAt), promised + stopped, calendar)
  return computed === due ? [] : [{ pointer: '/live/due', detail: `按日历应为 ${computed}` }]
}

/** One step of a history. */
export type Step = LegacyRow['history'][number]

function isAfter(step: Step, before: Step | undefined): boolean {
  return before === undefined || compareInstants(before.occurredAt, step.occurredAt) <= 0
}
