import { expect, test } from 'vitest'
import type { Place, Source, SourceBatch, SourceRow } from '../../src/lib/migrate/sources/index.js'

/** A mapping file in a folder, whose passwords stand in it. */
export function placeIn(folder: string): Place {
  return { folder, secret: async (kept) => kept }
}

/** Every row of a table, with its number. */
export async function allRows(source: Source, table: string, from: string | null = null) {
  const rows: SourceRow[] = []
  const numbers: number[] = []
  for (const batch of await batchesOf(source, table, { from })) {
    rows.push(...batch.rows)
    numbers.push(...batch.numbers)
  }
  return { rows, numbers }
}

/** The batches of a table. */
export async function batchesOf(
  source: Source,
  table: string,
  { from = null, rows = 5000 }: { from?: string | null; rows?: number } = {},
): Promise<SourceBatch[]> {
  const batches: SourceBatch[] = []
  for await (const batch of source.read({ table, from, rows })) batches.push(batch)
  return batches
}

/**
 * What every source keeps, whatever it reads: the tests call this with a source whose table has at least three batches of
 * `rows` rows.
 */
export function keepsTheContract(
  open: () => Promise<Source>,
  { table, rows }: { table: string; rows: number },
): void {
  test('reads the same rows in the same order every time, as many as it counts', async () => {
    const first = await open()
    const again = await open()
    const all = await allRows(first, table)

    expect(same(await allRows(again, table), all)).toBe(true)
    expect(await first.count(table)).toBe(all.rows.length)
    expect(await again.fingerprint(table)).toBe(await first.fingerprint(table))
    await Promise.all([first.close(), again.close()])
  })

  test('reading from the end of any batch, in a new session, gives exactly the rows behind it', async () => {
    const source = await open()
    const whole = await allRows(source, table)
    const batches = await batchesOf(source, table, { rows })
    expect(batches.length).toBeGreaterThan(2)
    let done = 0
    for (const { rows: read, end } of batches) {
      done += read.length
      const other = await open()
      const behind = { rows: whole.rows.slice(done), numbers: whole.numbers.slice(done) }
      expect(same(await allRows(other, table, end), behind)).toBe(true)
      await other.close()
    }
    await source.close()
  })

  test('describes the columns that its rows have, and refuses a table that is not there', async () => {
    const source = await open()
    const described = (await source.describe()).find(({ name }) => name === table)
    const [batch] = await batchesOf(source, table)

    expect(described?.columns.length).toBe(batch?.rows.at(0)?.length)
    await expect(batchesOf(source, `${table}x`)).rejects.toMatchObject({
      code: 'HK-MIG-002',
      params: { nearest: [table] },
    })
    await source.close()
  })
}

/** Ten thousands of rows: compared as text, the matcher would take seconds. */
function same(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
