import { z } from 'zod'
import { AppError } from '../../errors/index.js'
import { type HallReader, itemPlaces, supervisionLists } from '../contract.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import { resolveRead } from './resolve.js'
import { listEntries, runAction } from './run.js'

const word = z
  .unknown()
  .transform((value) => (value === null || value === undefined ? '' : String(value)))
const said = z
  .string()
  .nullish()
  .transform((text) => text ?? null)
const days = z
  .union([z.literal('').transform(() => null), z.null(), z.undefined(), z.coerce.number().int()])
  .transform((count) => count ?? null)
const card = z.object({ rule: word, level: word, subject: word, unit: word, text: word })
const face = z.object({ name: said, promised: days, statutory: days, depth: days })

/** Reads cards and items as places of the hall tell them; what the connector file does not describe is left out. */
export function toldBySupervision(
  desk: Desk,
  caller: Caller,
): Pick<HallReader, 'cards' | 'itemAt'> {
  const known = (action: string) => {
    const spec = resolveRead(desk.connector.spec, action)
    return spec?.manual === undefined && Object.keys(spec?.map ?? {}).length > 0 ? spec : undefined
  }
  const cards = known(supervisionLists.card)
  const places = Object.values(itemPlaces).filter((action) => known(action) !== undefined)
  return {
    ...(cards && { cards: (unit) => cardsOf(desk, caller, cards, unit) }),
    ...(places.length > 0 && {
      itemAt: async (place, code) => {
        const action = itemPlaces[place]
        const spec = known(action)
        if (spec === undefined) throw new AppError('HK-HALL-005', { action })
        const names = { ...desk.names(), action, id: code }
        const running = { action, spec, changes: false }
        const { scope } = await runAction(desk, caller, running, names, desk.reader)
        return read(desk, action, spec.map, { ...scope, item: scope['body'] }, face)
      },
    }),
  }
}

type Spec = NonNullable<ReturnType<typeof resolveRead>>

/** The cards of a unit; one that names no unit may be anybody's. */
async function cardsOf(desk: Desk, caller: Caller, spec: Spec, unit: string) {
  const action = supervisionLists.card
  const found: z.output<typeof card>[] = []
  const names = { ...desk.names(), action, unit }
  for await (const { scope } of listEntries(desk, caller, { action, spec }, names)) {
    found.push(read(desk, action, spec.map, scope, card))
  }
  return found
    .filter((one) => one.unit === '' || one.unit === unit)
    .map(({ unit: _, ...one }) => one)
}

/** What a map takes from an answer; HK-CONN-008 for a field that is not what it should be. */
function read<T>(
  { connector: { cel } }: Desk,
  action: string,
  map: Spec['map'],
  scope: Readonly<Record<string, unknown>>,
  shape: z.ZodType<T>,
): T {
  const fields = Object.entries(map).map(([name, text]) => [name, cel.value(text, scope)])
  const result = shape.safeParse(Object.fromEntries(fields))
  if (result.success) return result.data
  const field = String(result.error.issues[0]?.path.join('.'))
  throw new AppError('HK-CONN-008', { action, field })
}
