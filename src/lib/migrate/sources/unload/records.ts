import { open } from 'node:fs/promises'
import { AppError } from '../../../errors/index.js'
import { onlyFailures } from '../table.js'
import type { UnloadFormat } from './format.js'

/** A file of rows, and how its bytes are text. */
export interface UnloadFile {
  readonly path: string
  readonly format: UnloadFormat
  readonly encoding: string
}

/** One row with the byte behind it. */
export interface UnloadRecord {
  readonly text: string
  readonly end: number
}

const CHUNK = 256 * 1024
const LONGEST = 64 * 1024 * 1024

/**
 * The rows of a file from a byte on, and how much of the file is behind the last one. HK-MIG-003 for a row that does not end,
 * HK-MIG-039 when something stands behind the last row: the program was stopped while it wrote.
 */
export async function* recordsOf(
  { path, format, encoding }: UnloadFile,
  from = 0,
): AsyncGenerator<{ readonly rows: readonly UnloadRecord[]; readonly share: number }> {
  const wide = encoding === 'utf-16le'
  const mark = Buffer.from(format.rowEnd, wide ? 'utf16le' : 'latin1')
  const decoder = new TextDecoder(encoding)
  const file = await onlyFailures(path, () => open(path))
  try {
    const { size } = await file.stat()
    let rest: Buffer = Buffer.alloc(0)
    let at = from
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, at + rest.length)
      if (bytesRead === 0) break
      rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
      const { rows, used } = cut(rest, { mark, wide, decoder, at })
      at += used
      rest = rest.subarray(used)
      if (rest.length > LONGEST) {
        throw new AppError('HK-MIG-003', { file: path, byte: at, megabytes: LONGEST / 1024 / 1024 })
      }
      yield { rows, share: size === 0 ? 1 : at / size }
    }
    const behind = decoder.decode(rest).replaceAll('\u0000', '').replaceAll('\u001a', '')
    if (behind.trim() !== '') {
      throw new AppError('HK-MIG-039', { file: path, byte: at })
    }
  } finally {
    await file.close()
  }
}

interface Cutting {
  readonly mark: Buffer
  readonly wide: boolean
  readonly decoder: { decode(bytes: Uint8Array): string }
  readonly at: number
}

/** Whole rows of some bytes; line breaks behind a row belong to it. */
function cut(bytes: Buffer, { mark, wide, decoder, at }: Cutting) {
  const rows: UnloadRecord[] = []
  let used = 0
  for (;;) {
    const found = markIn(bytes, mark, used, wide)
    if (found < 0) return { rows, used }
    const text = decoder.decode(bytes.subarray(used, found))
    used = found + mark.length
    rows.push({ text: text.replace(/^\ufeff?[\r\n]*/u, ''), end: at + used })
  }
}

/** A mark of wide text begins at an even byte. */
function markIn(bytes: Buffer, mark: Buffer, from: number, wide: boolean): number {
  let found = bytes.indexOf(mark, from)
  while (wide && found >= 0 && (found - from) % 2 !== 0) found = bytes.indexOf(mark, found + 1)
  return found
}
