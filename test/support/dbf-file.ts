/** A field of a .dbf file that a test writes: its values are given as the bytes that a record holds. */
export interface DbfTestField {
  readonly name: string | Buffer
  readonly type: string
  readonly size: number
  readonly decimals?: number
  readonly flags?: number
}

/** A .dbf file, as old programs write them. */
export interface DbfTestFile {
  readonly version?: number
  /** Language driver byte. */
  readonly language?: number
  readonly fields: readonly DbfTestField[]
  /** Cells of each record; `deleted` marks it. Texts and numbers are written in latin1 and padded. */
  readonly records: readonly {
    readonly cells: readonly (string | Buffer)[]
    readonly deleted?: boolean
  }[]
  /** What the header claims, when it lies. */
  readonly claimed?: number
}

/** The bytes of a .dbf file. */
export function dbfFile({
  version = 0x03,
  language = 0,
  fields,
  records,
  claimed,
}: DbfTestFile): Buffer {
  const header = Buffer.alloc(32 + fields.length * 32 + 1)
  header.writeUInt8(version, 0)
  header.set([104, 5, 6], 1)
  header.writeUInt32LE(claimed ?? records.length, 4)
  header.writeUInt16LE(header.length, 8)
  header.writeUInt16LE(1 + fields.reduce((sum, { size }) => sum + size, 0), 10)
  header.writeUInt8(language, 29)
  for (const [at, { name, type, size, decimals = 0, flags = 0 }] of fields.entries()) {
    const from = 32 + at * 32
    header.set(Buffer.isBuffer(name) ? name : Buffer.from(name, 'latin1'), from)
    header.write(type, from + 11, 'latin1')
    header.set([size & 0xff, type === 'C' && size > 255 ? size >> 8 : decimals, flags], from + 16)
  }
  header.writeUInt8(0x0d, header.length - 1)
  return Buffer.concat([
    header,
    ...records.map((record) => recordOf(record, fields)),
    Buffer.of(0x1a),
  ])
}

function recordOf(
  { cells, deleted = false }: DbfTestFile['records'][number],
  fields: readonly DbfTestField[],
): Buffer {
  const padded = fields.map(({ type, size }, at) => {
    const cell = cells[at] ?? ''
    const bytes = Buffer.isBuffer(cell) ? cell : Buffer.from(cell, 'latin1')
    const room = Buffer.alloc(size, 0x20)
    bytes.copy(room, 'NF'.includes(type) ? size - bytes.length : 0)
    return room
  })
  return Buffer.concat([Buffer.from(deleted ? '*' : ' '), ...padded])
}

/** A FoxPro memo file with blocks of 64 bytes: gives the bytes and the block of each memo. */
export function fptFile(memos: readonly Buffer[]): { bytes: Buffer; blocks: number[] } {
  const head = Buffer.alloc(512)
  head.writeUInt16BE(64, 6)
  const parts: Buffer[] = [head]
  const blocks: number[] = []
  let at = head.length
  for (const memo of memos) {
    const block = Buffer.alloc(Math.ceil((memo.length + 8) / 64) * 64)
    block.writeUInt32BE(1, 0)
    block.writeUInt32BE(memo.length, 4)
    memo.copy(block, 8)
    blocks.push(at / 64)
    parts.push(block)
    at += block.length
  }
  return { bytes: Buffer.concat(parts), blocks }
}

/** A dBase III memo file: blocks of 512 bytes, each memo closed by two end marks. */
export function dbtFile(memos: readonly Buffer[]): { bytes: Buffer; blocks: number[] } {
  const parts: Buffer[] = [Buffer.alloc(512)]
  const blocks: number[] = []
  let at = 512
  for (const memo of memos) {
    const block = Buffer.alloc(Math.ceil((memo.length + 2) / 512) * 512)
    memo.copy(block)
    block.set([0x1a, 0x1a], memo.length)
    blocks.push(at / 512)
    parts.push(block)
    at += block.length
  }
  return { bytes: Buffer.concat(parts), blocks }
}
