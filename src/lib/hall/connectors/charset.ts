/** Text in one charset. Reading is Node's own; only writing needs a library, loaded on use. */
export interface Charset {
  readonly name: string
  readonly encode: (text: string) => Buffer
}

/** A charset for writing: UTF-8, or one of the GB family (GB18030 holds them all). */
export async function openCharset(name: string): Promise<Charset> {
  if (name === 'utf-8') return { name, encode: (text) => Buffer.from(text, 'utf8') }
  const { default: iconv } = await import('iconv-lite')
  return { name, encode: (text) => iconv.encode(text, name) }
}

/** Bytes as text; what does not fit the charset becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset === 'utf-8' ? 'utf-8' : 'gb18030').decode(bytes)
}

const PLAIN = /^[A-Za-z0-9\-_.~]$/

/** Percent-encoding over the bytes of a charset. */
export function percentEncoded(text: string, { encode }: Charset): string {
  return [...text]
    .map((char) =>
      PLAIN.test(char) ? char : [...encode(char)].map((byte) => `%${hex(byte)}`).join(''),
    )
    .join('')
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}
