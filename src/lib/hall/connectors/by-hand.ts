import { AppError } from '../../errors/index.js'
import type { Act, ActResult } from '../contract.js'
import { type Acting, assumed, finish, openActOf, scopeOf } from './act-outcome.js'
import type { OpenAct } from './ledger.js'
import { tagOf } from './manual.js'
import type { SeenObject } from './objects.js'
import type { Reading } from './reading.js'
import { type Resolved, resolveRead } from './resolve.js'

/**
 * Has a person do an act, and takes down what came of it: a fact where the hall shows it, else that person's word.
 * HK-HALL-008 when nobody is there.
 */
export async function performByHand(acting: Acting, how: Resolved, act: Act): Promise<ActResult> {
  const { desk, person, reading, ledger, observer } = acting
  const { manual } = how.spec
  const scope = scopeOf(desk, how, act)
  const prompt = desk.connector.cel.render(manual?.prompt ?? '', scope)
  const { capture = [], evidence = 'none' } = manual ?? {}
  const { action, as: account, id, input } = act
  const told = await person({
    action,
    account,
    id,
    prompt,
    capture,
    evidence,
    input,
    tag: tagOf(act),
  })
  if (told === null) throw new AppError('HK-HALL-008', { action, account, prompt })
  const open = openActOf(how, act)
  ledger.sent(open)
  // The rows of exchange tables are the history of an object: they are told of one by one, this act with them.
  const list = resolveRead(desk.connector.spec, `${how.kind}.list`)
  if (list?.tables !== undefined) await observer.look()
  const number = told['number'] ?? told['id']
  const seen = reading.canGet(how.kind) ? await findTold(reading, how, open, number) : null
  const { by: stated = account, ...said } = told
  const known = { ...open, id: id ?? told['id'] ?? number ?? null }
  const blank = { ...assumed(ledger, how, known), stated, ...(id === null && { tag: open.tag }) }
  const object = seen ?? { ...blank, number: number ?? blank.number }
  const data = { ...object.data, evidence: { manual: prompt, ...said } }
  return finish(acting, how, open, { ...object, data }, stated)
}

/** The object that a person tells of, as the hall shows it: by our tag, else by its number. */
async function findTold(
  reading: Reading,
  { kind }: Resolved,
  { id, tag }: OpenAct,
  number: string | undefined,
): Promise<SeenObject | null> {
  if (id !== null) return shown(reading, kind, id)
  const [tagged] = (await reading.byTag(kind, tag)) ?? []
  if (tagged !== undefined || number === undefined) return tagged ?? null
  for await (const object of reading.all(kind) ?? []) if (object.number === number) return object
  return null
}

/** An object that the hall may not show, or not yet: null then. */
async function shown(
  reading: Reading,
  kind: Resolved['kind'],
  id: string,
): Promise<SeenObject | null> {
  try {
    return await reading.get(kind, id)
  } catch (error) {
    const isAbsent =
      error instanceof AppError && error.code === 'HK-HALL-003' && 'status' in error.params
    if (isAbsent && error.params.status === 404) return null
    throw error
  }
}
