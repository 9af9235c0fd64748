import type { Inline, TableBlock, TableColumn } from './model.js'

/** Columns written as `标题:宽度` or `标题:宽度:left`; figures are centred unless said otherwise. */
export function columns(...specs: string[]): TableColumn[] {
  return specs.map((spec) => {
    const [title = '', width = '1', align = 'center'] = spec.split(':')
    return { title, width: Number(width), align: align as TableColumn['align'] }
  })
}

export function table(
  id: string,
  caption: string | null,
  cols: readonly TableColumn[],
  rows: readonly (readonly Inline[])[],
): TableBlock {
  return { kind: 'table', id, caption, columns: cols, rows }
}
