import { isUtf8 } from 'node:buffer'

/** What may be wrong with the characters of a text, each lost or mistaken on its own way. */
export const signs = [
  'question',
  'replaced',
  'private',
  'gbk-as-latin1',
  'utf8-as-latin1',
  'utf8-as-gbk',
  'control',
] as const
/**
 * `question`: `?` beside a Han character, put there when a character had no place; `replaced`: U+FFFD, or the 锟斤拷 that it
 * becomes; `private`: private use; `gbk-as-latin1`, `utf8-as-latin1` (stored twice), `utf8-as-gbk`: bytes taken for another
 * encoding, which can be taken back; `control`: NUL and its like.
 */
export type Sign = (typeof signs)[number]

const QUESTION = /\?\p{Script=Han}|\p{Script=Han}\?/u
const REPLACED = /\ufffd|锟斤|斤拷|烫烫烫|屯屯屯/u
const PRIVATE = /[\ue000-\uf8ff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
/** Han characters with the signs that stand among them: anything else was not meant. */
const CHINESE = /^[\p{Script=Han}\u3000-\u303f\uff01-\uff5e“”‘’—…· -~\s]+$/u
const HAN = /\p{Script=Han}/u

/** Every sign of a text; nothing for a sound one. */
export function signsOf(text: string): readonly Sign[] {
  const found: Sign[] = []
  if (REPLACED.test(text)) found.push('replaced')
  else if (QUESTION.test(text)) found.push('question')
  if (PRIVATE.test(text)) found.push('private')
  if (CONTROL.test(text)) found.push('control')
  const mistaken = mistakenFor(text)
  return mistaken === null ? found : [...found, mistaken]
}

/** What a text says once its bytes are taken for what they are; null when it was not mistaken. */
export function meantBy(text: string): string | null {
  const bytes = latin1Bytes(text) ?? gbkBytes(text)
  if (bytes === null) return null
  const meant = decoded(bytes, 'utf-8') ?? (HAN.test(text) ? null : decoded(bytes, 'gb18030'))
  return meant !== null && HAN.test(meant) && CHINESE.test(meant) ? meant : null
}

function mistakenFor(text: string): Sign | null {
  if (meantBy(text) === null) return null
  const bytes = latin1Bytes(text)
  if (bytes === null) return 'utf8-as-gbk'
  return decoded(bytes, 'utf-8') === null ? 'gbk-as-latin1' : 'utf8-as-latin1'
}

/** Bytes of a text that holds two neighbours beyond ASCII and nothing that Windows-1252 lacks. */
function latin1Bytes(text: string): Buffer | null {
  if (!/[^ -~\s]{2}/.test(text)) return null
  const codes = [...text].map((one) => latin1.get(one))
  return codes.includes(undefined) ? null : Buffer.from(codes as number[])
}

const latin1: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, code) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(code)),
    code,
  ]),
)

/** Bytes of a text of Han and ASCII in GBK; UTF-8 of Chinese read as GBK has an odd look but no other character. */
function gbkBytes(text: string): Buffer | null {
  if (!HAN.test(text) || text.length < 3) return null
  gbk ??= gbkTable()
  const bytes = Buffer.allocUnsafe(text.length * 2)
  let length = 0
  for (const one of text) {
    const codes = one <= '~' ? [one.charCodeAt(0)] : gbk.get(one)
    if (codes === undefined) return null
    for (const code of codes) length = bytes.writeUInt8(code, length)
  }
  return bytes.subarray(0, length)
}

let gbk: ReadonlyMap<string, readonly number[]> | undefined

/** GBK backwards: made once, of its 23,940 places. */
function gbkTable(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, readonly number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
    }
  }
  return table
}

const utf8 = new TextDecoder('utf-8')
const gb18030 = new TextDecoder('gb18030')

/** Bytes as text; null when they are none in that encoding. Sound texts come here by the million: nothing is thrown for them. */
function decoded(bytes: Buffer, encoding: 'utf-8' | 'gb18030'): string | null {
  if (encoding === 'utf-8') return isUtf8(bytes) ? utf8.decode(bytes) : null
  const text = gb18030.decode(bytes)
  return text.includes('\ufffd') ? null : text
}
