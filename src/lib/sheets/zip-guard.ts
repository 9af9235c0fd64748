import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { AppError } from '../errors/index.js'
import type { ReadLimits } from './limits.js'
import { readZipDirectory, type ZipEntry } from './zip-directory.js'

/** An archive that may be opened: names of its entries and what they weigh unpacked, in bytes. */
export interface SafeArchive {
  readonly names: readonly string[]
  readonly inflatedBytes: number
}

interface Checking {
  readonly file: string
  readonly limits: ReadLimits
}

/** Takes what an entry holds, chunk by chunk. */
export type EntrySink = (chunk: Buffer) => void

/**
 * Inflates every entry once through a counter, keeping nothing: a worker's memory limit does not cover buffers.
 * Whoever wants an entry's content gives a sink for it. Throws HK-SHEET-008/009 for a bomb, 016 for an encrypted archive, 007 for damage (cut off, wrong checksum).
 */
export async function checkArchive(
  bytes: Uint8Array,
  checking: Checking,
  sinkFor: (entry: ZipEntry) => EntrySink | null = () => null,
): Promise<SafeArchive> {
  const { file, limits } = checking
  const entries = readZipDirectory(bytes, file)
  if (entries.length > limits.entries) {
    throw new AppError('HK-SHEET-008', { file, what: 'entries', limit: limits.entries })
  }
  let inflatedBytes = 0
  for (const entry of entries) {
    inflatedBytes += await weigh(entry, inflatedBytes, checking, sinkFor(entry))
  }
  return { names: entries.map(({ name }) => name), inflatedBytes }
}

/** What one entry holds, within the same limits. Throws as `checkArchive`. */
export async function inflateEntry(entry: ZipEntry, checking: Checking): Promise<Buffer> {
  const chunks: Buffer[] = []
  await weigh(entry, 0, checking, (chunk) => chunks.push(chunk))
  return Buffer.concat(chunks)
}

async function weigh(
  entry: ZipEntry,
  before: number,
  checking: Checking,
  sink: EntrySink | null,
): Promise<number> {
  const { file, limits } = checking
  if (entry.encrypted) throw new AppError('HK-SHEET-016', { file })
  let size = 0
  let sum = 0
  try {
    for await (const chunk of inflate(entry)) {
      size += chunk.length
      sum = crc32(chunk, sum)
      if (before + size > limits.inflatedBytes) throw tooLarge(checking)
      refuseRatio(entry, size, checking)
      sink?.(chunk)
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('HK-SHEET-007', { file, damage: 'entry', at: entry.name }, { cause })
  }
  if (sum !== entry.crc)
    throw new AppError('HK-SHEET-007', { file, damage: 'entry', at: entry.name })
  return size
}

function tooLarge({ file, limits }: Checking): AppError {
  return new AppError('HK-SHEET-008', { file, what: 'inflated', limit: limits.inflatedBytes })
}

function inflate(entry: ZipEntry): AsyncIterable<Buffer> {
  if (entry.method === 0) return Readable.from([Buffer.from(entry.packed)])
  if (entry.method !== 8) throw new Error(`packing method ${entry.method}`)
  const stream = createInflateRaw({ chunkSize: 256 * 1024 })
  stream.end(entry.packed)
  return stream
}

function refuseRatio(entry: ZipEntry, size: number, { file, limits }: Checking): void {
  const ratio = Math.round(size / Math.max(1, entry.packed.length))
  if (size < limits.ratioFloor || ratio <= limits.ratio) return
  throw new AppError('HK-SHEET-009', { file, entry: entry.name, ratio, limit: limits.ratio })
}
