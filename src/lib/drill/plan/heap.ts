/** A binary heap as plain data: `before` is negative when `a` comes out first. */
export interface Heap<T> {
  readonly items: T[]
  readonly before: (a: T, b: T) => number
}

/** Puts an item in, in logarithmic time. */
export function push<T>(heap: Heap<T>, item: T): void {
  const { items, before } = heap
  let at = items.length
  items.push(item)
  while (at > 0) {
    const up = (at - 1) >> 1
    const parent = items[up]
    if (parent === undefined || before(item, parent) >= 0) break
    items[at] = parent
    at = up
  }
  items[at] = item
}

/** Takes the first item out; undefined when the heap is empty. */
export function pop<T>(heap: Heap<T>): T | undefined {
  const first = heap.items[0]
  const last = heap.items.pop()
  if (first !== undefined && last !== undefined && heap.items.length > 0) sink(heap, last)
  return first
}

function sink<T>({ items, before }: Heap<T>, item: T): void {
  let at = 0
  while (true) {
    const left = 2 * at + 1
    const child = smaller(items, before, left)
    const found = items[child]
    if (found === undefined || before(item, found) <= 0) break
    items[at] = found
    at = child
  }
  items[at] = item
}

function smaller<T>(items: readonly T[], before: (a: T, b: T) => number, left: number): number {
  const a = items[left]
  const b = items[left + 1]
  return a !== undefined && b !== undefined && before(b, a) < 0 ? left + 1 : left
}
