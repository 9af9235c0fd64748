import type { ItemTable } from '../items/index.js'

/** A table of items as .xlsx, one sheet under its title; every cell is text, so that nothing is ever a formula. */
export async function itemWorkbook(
  { header, widths, rows }: ItemTable,
  title: string,
  day: string,
): Promise<Uint8Array> {
  const { renderXlsx } = await import('./xlsx.js')
  const columns = header.map((text, index) => ({ title: text, width: widths[index] ?? 12 }))
  return await renderXlsx([{ name: '事项清单', title, columns, rows }], day)
}
