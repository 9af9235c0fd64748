import { AppError } from '../errors/index.js'
import { fold } from '../text/index.js'
import {
  listActs,
  type NewAct,
  type RecordAct,
  recordActs,
  type Store,
} from '../workspace/index.js'
import { itemKey } from './duplicates.js'
import type { Item, StoredItem } from './model.js'

/** 编辑 -> 待审核 -> 审定 -> 发布, of one version of an item. */
export type ItemState = 'draft' | 'submitted' | 'approved' | 'published'

/** What people do to items. */
export type ItemAct = 'submit' | 'approve' | 'return' | 'publish' | 'withdraw' | 'transfer'

/** Why a version came to be: 新增 变更 撤消 下放 转移. */
export type VersionReason = 'added' | 'changed' | 'withdrawn' | 'devolved' | 'moved'

/** Where the present version of an item stands. `published` is the latest version that was ever published. */
export interface ItemStatus {
  readonly state: ItemState
  readonly reason: VersionReason
  readonly published: number | null
  readonly submittedBy: string | null
}

/** Who acts, when (wall time, ISO 8601), and why; `reason` settles why the version came to be. */
export interface Signature {
  readonly by: string
  readonly at: string
  readonly because: string | null
  readonly reason?: VersionReason
}

const TAKES: Readonly<Record<ItemAct, readonly ItemState[]>> = {
  submit: ['draft'],
  approve: ['submitted'],
  return: ['submitted', 'approved'],
  publish: ['approved'],
  withdraw: ['draft', 'submitted', 'approved', 'published'],
  transfer: ['draft', 'submitted', 'approved', 'published'],
}

const LEADS: Readonly<Record<string, ItemState>> = {
  submit: 'submitted',
  approve: 'approved',
  return: 'draft',
  publish: 'published',
  transfer: 'draft',
}

/** The status of every item asked about, read from the acts in one go. */
export function itemStatuses(store: Store): (item: StoredItem) => ItemStatus {
  const acts = new Map<string, RecordAct[]>()
  for (const act of listActs(store, 'item')) {
    const own = acts.get(act.key)
    if (own === undefined) acts.set(act.key, [act])
    else own.push(act)
  }
  return (item) => statusOf(item, acts.get(item.key) ?? [])
}

function statusOf({ version }: StoredItem, acts: readonly RecordAct[]): ItemStatus {
  const own = acts.filter((act) => act.version === version)
  const published = acts.filter(({ act }) => act === 'publish').map((act) => act.version)
  const submitted = own.findLast(({ act }) => act === 'submit')
  return {
    state: own.reduce<ItemState>((state, { act }) => LEADS[act] ?? state, 'draft'),
    reason: reasonOf(version, own),
    published: published.length === 0 ? null : Math.max(...published),
    submittedBy: submitted?.by ?? null,
  }
}

/** Why a version came to be: what an act on it says, else the first is new and any other a change. */
export function reasonOf(version: number, acts: readonly RecordAct[]): VersionReason {
  const told = acts.findLast(({ reason }) => reason !== null)?.reason
  return (told as VersionReason | undefined) ?? (version === 1 ? 'added' : 'changed')
}

/** Whether the act takes an item in this state. */
export function takes(act: ItemAct, { state }: ItemStatus): boolean {
  return TAKES[act].includes(state)
}

/**
 * Does the act to every item, all or none, and records who, when and why. Errors: HK-ITEM-003 an item is in another state,
 * HK-ITEM-004 whoever submitted may not approve, HK-ITEM-006 no name, or no reason where one is owed.
 */
export function actOnItems(
  store: Store,
  items: readonly StoredItem[],
  act: Exclude<ItemAct, 'transfer'>,
  signature: Signature,
): void {
  const status = itemStatuses(store)
  refuseUnsigned(act, signature)
  for (const item of items) refuseState(item, act, status(item))
  if (act === 'approve') refuseSelfApproval(items, status, signature)
  const becomes = act === 'withdraw' ? 'nothing' : null
  recordActs(
    store,
    items.map((item) => ({ ...actOf(item, act, signature), becomes })),
  )
}

/**
 * Hands an item over to another unit as a new version, to be submitted again; a published version stays in its history.
 * Errors: HK-ITEM-006 no name or reason, HK-ITEM-007 the unit has it already, or has one of that name.
 */
export function transferItem(
  store: Store,
  item: StoredItem,
  to: Item['unit'],
  held: readonly StoredItem[],
  signature: Signature,
): void {
  refuseUnsigned('transfer', signature)
  const { key, version: _, source: __, ...data } = item
  const moved: Item = { ...data, unit: to }
  const wanted = itemKey(moved)
  const isHeld = wanted !== key && held.some((one) => one.key === wanted)
  if (item.unit.code === to.code || isHeld)
    throw new AppError('HK-ITEM-007', { name: item.name, unit: to.name })
  const becomes = { key: wanted, unit: to.code, data: moved }
  recordActs(store, [{ ...actOf(item, 'transfer', { reason: 'moved', ...signature }), becomes }])
}

function actOf(
  { key, version }: StoredItem,
  act: ItemAct,
  { by, at, because, reason = act === 'withdraw' ? 'withdrawn' : undefined }: Signature,
): Omit<NewAct, 'becomes'> {
  return { kind: 'item', key, version, act, by: by.trim(), at, because, reason: reason ?? null }
}

const OWES_REASON: readonly ItemAct[] = ['return', 'withdraw', 'transfer']

function refuseUnsigned(act: ItemAct, { by, because }: Signature): void {
  if (by.trim() === '') throw new AppError('HK-ITEM-006', { what: '--by' })
  if (OWES_REASON.includes(act) && (because ?? '').trim() === '')
    throw new AppError('HK-ITEM-006', { what: '--because' })
}

function refuseState({ name }: StoredItem, act: ItemAct, status: ItemStatus): void {
  if (takes(act, status)) return
  throw new AppError('HK-ITEM-003', { name, state: status.state, wanted: TAKES[act] })
}

function refuseSelfApproval(
  items: readonly StoredItem[],
  status: (item: StoredItem) => ItemStatus,
  { by }: Signature,
): void {
  const own = items.filter((item) => fold(status(item).submittedBy ?? '') === fold(by))
  if (own.length === 0) return
  throw new AppError('HK-ITEM-004', {
    by: by.trim(),
    names: own.slice(0, 5).map(({ name }) => name),
  })
}
