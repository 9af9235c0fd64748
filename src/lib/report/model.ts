/** A figure with its origin. `numerator` null means not measured, which is never 0. */
export interface Metric {
  readonly id: string
  readonly name: string
  readonly numerator: number | null
  /** null: a plain count; otherwise the share's base. */
  readonly denominator: number | null
  /** How many units or objects the figure does not apply to. */
  readonly na: number
  /** Classifier of the count: 家 件 条 项 人 次 秒. */
  readonly unit: string
  readonly asOf: string
  readonly formula: string
  readonly clause: string | null
  /** Journal seq numbers behind the figure; empty when it comes from the store (see `formula`). */
  readonly evidence: readonly number[]
}

/** A place in a text: words, or a figure shown as a count, a percentage or `n/m`. */
export type Inline =
  | string
  | { readonly metric: string; readonly show: 'count' | 'percent' | 'fraction' }

export interface TableColumn {
  readonly title: string
  /** Share of the table's width; the renderer scales the sum to the page. */
  readonly width: number
  readonly align: 'left' | 'center' | 'right'
}

export interface TableBlock {
  readonly kind: 'table'
  readonly id: string
  readonly caption: string | null
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Inline[])[]
  /** The least height of a row, in twips: room to write by hand. */
  readonly least?: number
}

/** One bar of a chart: a name and its parts, in the order of `parts`. */
export interface ChartBlock {
  readonly kind: 'chart'
  readonly id: string
  readonly caption: string
  readonly parts: readonly {
    readonly name: string
    readonly tone: 'good' | 'late' | 'bad' | 'mute' | 'plain'
  }[]
  readonly bars: readonly { readonly name: string; readonly values: readonly number[] }[]
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'para'; readonly runs: readonly Inline[] }
  | TableBlock
  | ChartBlock

export interface Annex {
  readonly title: string
  readonly landscape: boolean
  readonly blocks: readonly Block[]
}

/** One paper, before it takes a format. Every number in it is an Inline metric or stands in an annex table of facts. */
export interface Paper {
  readonly id: string
  readonly title: readonly string[]
  readonly addressee: string
  readonly blocks: readonly Block[]
  readonly closing: string
  readonly annexes: readonly Annex[]
  readonly signature: { readonly office: string; readonly date: string }
  readonly metrics: readonly Metric[]
  /** Printed small under the last page: journal head hash, so that a copy can be matched to its run. */
  readonly origin: string
}
