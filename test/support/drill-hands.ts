import { epochMs, instantFrom } from '../../src/lib/calendar/index.js'
import {
  type DrillClock,
  type DrillPlan,
  idempotencyKey,
  linesOf,
  type RunFolder,
} from '../../src/lib/drill/index.js'
import type { HallConnection } from '../../src/lib/hall/index.js'

interface HandAct {
  readonly at: string
  readonly act: () => Promise<unknown>
}

/** A whole drill played by people at the hall's own screens: what robots did, done again without keys of ours. */
export function handActs(
  { folder }: RunFolder,
  hall: HallConnection,
  plan: DrillPlan,
  isTheirs: (key: string) => boolean = () => true,
): HandAct[] {
  const lines = linesOf(folder)
  const intents = new Map(
    lines.flatMap((line) => (line.type === 'step.intent' ? [[line.key, line]] : [])),
  )
  const accounts = new Map(plan.steps.map(({ key, account }) => [key, account]))
  const here = new Map<string, string>()
  return lines.flatMap(({ type, key = '', at, data }) => {
    const intent = intents.get(key)
    if (type !== 'step.done' || !intent || !isTheirs(key)) return []
    const { call, object } = intent.data as { call: string; object: string | null }
    const act = async () => {
      await hall.setClock(at)
      const { id, created: made = [] } = await hall.perform({
        ...{
          action: call,
          as: accounts.get(key) ?? '',
          idempotencyKey: `hand-${idempotencyKey('hand', key)}`,
          tag: `备注 ${key}`,
        },
        id: object === null ? null : (here.get(object) ?? object),
        input: inputs.get(key) ?? {},
      })
      here.set((data['keep'] as { id: string }).id, made[0]?.id ?? id)
    }
    return [{ at, act }]
  })
}

/** A clock that goes by itself: people act at their own times, whatever the run waits for. */
export function dayClock(hall: HallConnection, acts: HandAct[]): DrillClock {
  let now = epochMs('2015-04-08T08:00:00+08:00')
  return {
    name: 'real',
    glance: 600_000,
    now: () => now,
    waitUntil: async (at) => {
      while (acts[0] && epochMs(acts[0].at) <= at) await acts.shift()?.act()
      now = Math.max(now, at)
      await hall.setClock(instantFrom(now))
    },
  }
}

/** What robots filled in, by step: people fill in the same. */
const inputs = new Map<string, Readonly<Record<string, unknown>>>()

/** A hall whose acts are written down by step. */
export function spying(hall: HallConnection, keyOf: ReadonlyMap<string, string>): HallConnection {
  return {
    ...hall,
    perform: (act) => {
      inputs.set(keyOf.get(act.idempotencyKey) ?? '', act.input)
      return hall.perform(act)
    },
  }
}
