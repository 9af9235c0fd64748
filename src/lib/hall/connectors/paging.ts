import { AppError } from '../../errors/index.js'
import type { Plain } from '../../expr/index.js'
import type { Cel } from './cel.js'
import type { Desk } from './desk.js'
import type { ActionSpec } from './format.js'
import type { PageSpec } from './format-request.js'
import type { Answer, Scope } from './sender.js'

/** Where a list has got to. Expressions see it as `page`. */
interface Place {
  readonly n: number
  readonly number: number
  readonly offset: number
  readonly size: number
  readonly cursor: string
}

/** One page: the answer and its entries. */
export interface Page {
  readonly answer: Answer
  readonly items: readonly unknown[]
}

/** The paging of an action: the file's, with what the action changes of it; null for one answer only. */
export function pagingOf(file: PageSpec, { paged, items }: ActionSpec): PageSpec | null {
  if (paged === undefined || paged === false) return null
  const own = typeof paged === 'object' ? paged : {}
  const defined = Object.entries(own).filter(([, value]) => value !== undefined)
  const spec: PageSpec = { ...file, ...Object.fromEntries(defined) }
  return items === undefined ? spec : { ...spec, items }
}

/**
 * Asks for page after page until the hall's own sign of the end, an empty page, a short page where there is no such
 * sign, or a page equal to the one before (a hall that ignores the parameter). HK-CONN-009 beyond `maxPages`.
 */
export async function* pages(
  { connector }: Desk,
  spec: PageSpec,
  action: string,
  ask: (extra: Scope) => Promise<Answer>,
): AsyncGenerator<Page> {
  const { cel } = connector
  let cursor = ''
  let seen = 0
  let before = ''
  for (let n = 0; n < spec.maxPages; n += 1) {
    const number = (spec.first ?? 1) + n
    const offset = (spec.first ?? 0) + seen
    const place = { n, number, offset, size: spec.size, cursor }
    const extra = { page: place, ...placed(spec, place) }
    const answer = await ask(extra)
    const names = { ...extra, ...answer }
    const items = listOf(cel.value(spec.items ?? 'body', names))
    const face = JSON.stringify(items)
    if (items.length === 0 || face === before) return
    yield { answer, items }
    before = face
    seen += items.length
    const next = following(spec, names, answer, { cel, seen, count: items.length })
    if (next === null) return
    cursor = next
  }
  throw new AppError('HK-CONN-009', { action, pages: spec.maxPages })
}

/** The cursor of the next page (empty where pages are numbered), null at the end. */
function following(spec: PageSpec, names: Scope, answer: Answer, got: Got): string | null {
  if (spec.style === 'none') return null
  if (spec.style === 'link') return linkOf(answer.headers['link'])
  if (spec.last !== undefined && got.cel.holds(spec.last, names)) return null
  return spec.style === 'cursor' ? nextCursor(spec, names, got) : nextNumber(spec, names, got)
}

/** What a list has given so far. */
interface Got {
  readonly cel: Cel
  readonly seen: number
  readonly count: number
}

function nextCursor({ next = 'body.next' }: PageSpec, names: Scope, { cel }: Got): string | null {
  const cursor = cel.value(next, names)
  return cursor === null || cursor === '' ? null : String(cursor)
}

function nextNumber(spec: PageSpec, names: Scope, { cel, seen, count }: Got): string | null {
  const told = spec.total === undefined ? null : cel.value(spec.total, names)
  if (told !== null && Number.isFinite(Number(told))) return seen >= Number(told) ? null : ''
  return spec.last === undefined && count < spec.size ? null : ''
}

function placed(spec: PageSpec, place: Place): Scope {
  if (spec.style === 'link' && place.cursor !== '') return { pageLink: place.cursor }
  const values: Record<string, Plain> = {}
  const position = {
    page: place.number,
    offset: place.offset,
    cursor: place.cursor,
    link: '',
    none: '',
  }
  if (spec.pageParam !== undefined && position[spec.style] !== '') {
    values[spec.pageParam] = position[spec.style]
  }
  if (spec.sizeParam !== undefined) values[spec.sizeParam] = place.size
  return spec.in === 'body' ? { pageBody: values } : { pageQuery: values }
}

function linkOf(header: string | undefined): string | null {
  const next = header?.split(',').find((part) => /;\s*rel="?next"?/.test(part))
  return /<([^>]+)>/.exec(next ?? '')?.[1] ?? null
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === null || value === undefined ? [] : [value]
}
