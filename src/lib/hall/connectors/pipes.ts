import { createHash, createHmac } from 'node:crypto'
import type { Pipe } from './format-request.js'

/** A value on its way: bytes, and whether they are a digest that nobody has written as text yet. */
interface Flow {
  readonly bytes: Buffer
  readonly isDigest: boolean
}

/** What pipes may need: the key of an HMAC, and how a text is written in GBK. */
export interface PipeTools {
  readonly key?: string
  readonly gbk: (text: string) => Buffer
}

/**
 * A text through digests and encodings from left to right (sm3 is GB/T 32905), as UTF-8 unless `gbk` comes first. A digest
 * at the end is written as hex.
 */
export function piped(text: string, pipes: readonly Pipe[], { key = '', gbk }: PipeTools): string {
  const [first, ...rest] = pipes
  if (first === 'gbk') return ended(rest, { bytes: gbk(text), isDigest: false }, key)
  return ended(pipes, { bytes: Buffer.from(text, 'utf8'), isDigest: false }, key)
}

function ended(pipes: readonly Pipe[], start: Flow, key: string): string {
  const end = pipes.reduce((flow, pipe) => through(flow, pipe, key), start)
  return end.isDigest ? end.bytes.toString('hex') : end.bytes.toString('utf8')
}

function through({ bytes, isDigest }: Flow, pipe: Pipe, key: string): Flow {
  switch (pipe) {
    case 'base64':
    case 'hex':
      return written(bytes.toString(pipe))
    case 'upper':
      return written(textOf(bytes, isDigest).toUpperCase())
    case 'lower':
      return written(textOf(bytes, isDigest).toLowerCase())
    case 'gbk':
      return { bytes, isDigest }
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sm3':
      return { bytes: createHash(pipe).update(bytes).digest(), isDigest: true }
    default:
      return {
        bytes: createHmac(pipe.slice('hmac-'.length), key).update(bytes).digest(),
        isDigest: true,
      }
  }
}

function textOf(bytes: Buffer, isDigest: boolean): string {
  return bytes.toString(isDigest ? 'hex' : 'utf8')
}

function written(text: string): Flow {
  return { bytes: Buffer.from(text, 'utf8'), isDigest: false }
}
