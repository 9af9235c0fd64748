import { AppError, type Finding } from '../../errors/index.js'
import type { ObjectKind } from '../contract.js'
import type { Caller } from './caller.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import { objectOf, type SeenObject } from './objects.js'
import { resolveRead } from './resolve.js'
import { listEntries } from './run.js'
import type { Scope } from './sender.js'

/** Reading objects of the hall through the connector's lists. */
export interface Reading {
  /** The object by id, through `<kind>.get` or another action; HK-HALL-003 (404) when the hall does not show it. */
  readonly get: (kind: ObjectKind, id: string, verb?: string) => Promise<SeenObject>
  /** Every object of a kind, null when the hall has no such list. */
  readonly all: (kind: ObjectKind, scope?: Scope) => AsyncGenerator<SeenObject> | null
  /** Objects that carry a tag, null when nobody can look for them. */
  readonly byTag: (kind: ObjectKind, tag: string) => Promise<readonly SeenObject[] | null>
  readonly canGet: (kind: ObjectKind) => boolean
}

/** Opens the reading side of a desk. */
export function openReading(desk: Desk, caller: Caller, warn: (finding: Finding) => void): Reading {
  const { spec: file } = desk.connector
  async function* objects(kind: ObjectKind, action: string, spec: ActionSpec, scope: Scope) {
    const from = { kind, action, spec }
    const names = { ...desk.names(), kind, action, ...scope }
    for await (const { item, scope: seen } of listEntries(desk, caller, from, names)) {
      yield objectOf(desk, from, item, { ...names, ...seen }, warn)
    }
  }
  const listed = (kind: ObjectKind, verb: string, scope: Scope = {}) => {
    const action = `${kind}.${verb}`
    const spec = resolveRead(file, action)
    return spec === undefined || spec.manual !== undefined
      ? null
      : objects(kind, action, spec, scope)
  }
  return {
    all: (kind, scope) => listed(kind, 'list', scope),
    canGet: (kind) => listed(kind, 'get') !== null || listed(kind, 'list') !== null,
    byTag: async (kind, tag) => {
      const list = listed(kind, 'find', { tag }) ?? listed(kind, 'list', { tag })
      return list === null ? null : latest(await gathered(list, (object) => object.tag === tag))
    },
    get: async (kind, id, verb = 'get') => {
      const list = listed(kind, verb, { id }) ?? listed(kind, 'list', { id })
      if (list === null) throw new AppError('HK-HALL-005', { action: `${kind}.get` })
      const found = await gathered(list, (object) => object.id === id)
      const last = found.at(-1)
      if (last !== undefined) return last
      const detail = `${kind} ${id}`
      throw new AppError('HK-HALL-003', {
        ...{ action: `${kind}.get`, status: 404, code: 'not-found', detail, allowed: [] },
      })
    },
  }
}

/** Each object once, as it was told of last: the rows of exchange tables are its history. */
function latest(told: readonly SeenObject[]): readonly SeenObject[] {
  return [...new Map(told.map((object) => [object.id, object])).values()]
}

async function gathered(
  list: AsyncGenerator<SeenObject>,
  isWanted: (object: SeenObject) => boolean,
): Promise<readonly SeenObject[]> {
  const found: SeenObject[] = []
  for await (const object of list) if (isWanted(object)) found.push(object)
  return found
}
