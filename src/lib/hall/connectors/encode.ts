import { randomUUID } from 'node:crypto'
import type { Plain } from '../../expr/index.js'
import { type Charset, percentEncoded } from './charset.js'

/** A body as it goes over the wire, with the type that says so. */
export interface EncodedBody {
  readonly bytes: Buffer
  readonly type: string
  /** The same as text, for what is signed. */
  readonly text: string
}

type Encoding = 'json' | 'form' | 'multipart' | 'text' | 'none'

/** A filled-in body in the encoding that the hall wants; undefined for none. */
export function encodeBody(
  body: Plain,
  encoding: Encoding,
  charset: Charset,
): EncodedBody | undefined {
  if (encoding === 'none' || body === null) return undefined
  if (encoding === 'multipart') return multipart(body, charset)
  const text =
    encoding === 'form'
      ? formText(body, charset)
      : encoding === 'json'
        ? JSON.stringify(body)
        : String(body)
  return { bytes: charset.encode(text), text, type: `${TYPES[encoding]}; charset=${charset.name}` }
}

const TYPES = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain',
} as const

/** Parameters as `k=v` pairs; null is left out, a list repeats its key, a map inside is sent as JSON. */
export function formText(body: Plain, charset: Charset): string {
  return pairsOf(body)
    .map(([key, value]) => `${percentEncoded(key, charset)}=${percentEncoded(value, charset)}`)
    .join('&')
}

/** The flat parameters of a body or a query. */
export function pairsOf(body: Plain): readonly (readonly [string, string])[] {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return []
  return Object.entries(body).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one: Plain) =>
      one === null
        ? []
        : [[key, typeof one === 'object' ? JSON.stringify(one) : String(one)] as const],
    ),
  )
}

function multipart(body: Plain, charset: Charset): EncodedBody {
  const boundary = `hallkit-${randomUUID()}`
  const parts = pairsOf(body).map(([name, value]) => {
    const quoted = name.replaceAll('"', '%22').replaceAll(/[\r\n]/g, ' ')
    return `--${boundary}\r\ncontent-disposition: form-data; name="${quoted}"\r\n\r\n${value}\r\n`
  })
  const text = `${parts.join('')}--${boundary}--\r\n`
  return { bytes: charset.encode(text), text, type: `multipart/form-data; boundary=${boundary}` }
}
