import { type Document, isMap, isNode, isScalar, type LineCounter, type Pair } from 'yaml'

/** 1-based line and column. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Finds where a value or a key of a parsed document stands in its text. */
export class Places {
  readonly #document: Document
  readonly #lines: LineCounter

  constructor(document: Document, lines: LineCounter) {
    this.#document = document
    this.#lines = lines
  }

  /** Where an offset of the text stands. */
  at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  /** Where the value at a path starts, or the nearest value around it that exists. */
  value(path: readonly PropertyKey[]): Position {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return this.at(node.range[0])
    }
    return { line: 1, column: 1 }
  }

  /** Where a key of the map at a path stands. */
  key(path: readonly PropertyKey[], key: string): Position {
    const pair = this.#pair(path, key)
    if (pair && isScalar(pair.key) && pair.key.range) return this.at(pair.key.range[0])
    return this.value(path)
  }

  #pair(path: readonly PropertyKey[], key: string): Pair | undefined {
    const map = this.#document.getIn(path, true)
    if (!isMap(map)) return undefined
    return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
  }
}
