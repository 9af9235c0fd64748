/** What a file may cost before it is refused by name. Sizes in bytes, times in milliseconds. */
export interface ReadLimits {
  readonly fileBytes: number
  readonly inflatedBytes: number
  /** What an .xlsx holds beside its rows and strings, unpacked. */
  readonly shellBytes: number
  /** Inflated bytes per packed byte of one entry; asked only above `ratioFloor` inflated bytes. */
  readonly ratio: number
  readonly ratioFloor: number
  readonly entries: number
  /** Cells with a value, those filled by merges included. */
  readonly cells: number
  readonly heapMegabytes: number
  /** Time to parse: a fixed part and a part for every megabyte of inflated content. */
  readonly parseMs: number
  readonly parseMsPerMegabyte: number
}

/** Room for 100,000 rows of 20 columns, which no office sheet reaches, on a PC with 4 GB. */
export const defaultLimits: ReadLimits = {
  fileBytes: 200 * 2 ** 20,
  inflatedBytes: 512 * 2 ** 20,
  shellBytes: 64 * 2 ** 20,
  ratio: 200,
  ratioFloor: 16 * 2 ** 20,
  entries: 10_000,
  cells: 6_000_000,
  heapMegabytes: 1_536,
  parseMs: 12_000,
  parseMsPerMegabyte: 600,
}

/** How far down a header is looked for, in rows. */
export const HEAD_ROWS = 120
