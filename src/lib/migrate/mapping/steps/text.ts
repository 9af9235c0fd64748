import { z } from 'zod'
import { flaw } from '../../flaw.js'
import { halfWidth, onText, type StepKind, simple, step } from './model.js'

const word = z.string()
const some = word.min(1)
const length = z.int().min(1)

/** Texts: what stands at their ends, in them, and how long they are. */
export const textSteps = {
  trim: simple(onText((text) => stripped(text))),
  upper: simple(onText((text) => text.toUpperCase())),
  lower: simple(onText((text) => text.toLowerCase())),
  half_width: simple(onText(halfWidth)),
  /** White space of any kind as one space; line breaks stay. */
  collapse: simple(onText((text) => text.replace(/[^\S\n]+/gu, ' '))),
  no_space: simple(onText((text) => text.replace(/[\s\u200b-\u200f\u2060\ufeff]+/gu, '') || null)),
  /** A value that Excel was kept from changing: `="3201"`, a leading tab or apostrophe. */
  unquote: simple(onText((text) => (stripped(text) ?? '').replace(/^="(.*)"$|^'/u, '$1') || null)),
  /** No character was lost on the way: neither U+FFFD, nor private use, nor `?` beside a Han character. */
  intact: simple(
    onText((text) => (SIGNS.test(text) && LOST.test(text) ? flaw('HK-MIG-314', {}) : text)),
  ),
  /** Text of bytes, or of a text whose bytes were taken for Latin 1 (ÍõÎ° is 王伟), in the encoding that they are really in. */
  decode: step(some.refine(isEncoding), (name) => {
    const decoder = new TextDecoder(name === 'gbk' ? 'gb18030' : name, { fatal: true })
    return (value) => {
      const bytes = value instanceof Uint8Array ? value : latinBytes(String(value))
      return (bytes === null ? null : decoded(decoder, bytes)) ?? flaw('HK-MIG-202', {})
    }
  }),
  replace: step(z.strictObject({ from: some, to: word }), ({ from, to }) =>
    onText((text) => text.replaceAll(from, to)),
  ),
  remove: step(some, (characters) => {
    const gone = new Set(characters)
    return onText((text) => [...text].filter((one) => !gone.has(one)).join('') || null)
  }),
  substr: step(z.strictObject({ from: length, length: length.optional() }), (cut) => {
    const end = cut.length === undefined ? undefined : cut.from - 1 + cut.length
    return onText((text) => [...text].slice(cut.from - 1, end).join('') || null)
  }),
  /** The n-th part (from 1; -1 is the last one) of a text that holds several. */
  split: step(z.strictObject({ by: some, take: z.int() }), ({ by, take }) =>
    onText(
      (text) =>
        text
          .split(by)
          .at(take > 0 ? take - 1 : take)
          ?.trim() || null,
    ),
  ),
  prefix: step(some, (before) => onText((text) => before + text)),
  suffix: step(some, (behind) => onText((text) => text + behind)),
  pad: step(z.strictObject({ length, with: some.default('0') }), (pad) =>
    onText((text) => text.padStart(pad.length, pad.with)),
  ),
  max_length: step(length, (limit) =>
    onText((text) => {
      const found = [...text].length
      return found > limit ? flaw('HK-MIG-311', { limit, found }) : text
    }),
  ),
} satisfies Record<string, StepKind>

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name) !== null
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What MySQL calls Latin 1 has other characters than the standard from 0x80 on; 0x81, 0x8d, 0x8f, 0x90, 0x9d are the same. */
const PAGE_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
const LATIN = new Map([
  ...Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte] as const),
  ...[...PAGE_1252].flatMap((one, at) => (one === ' ' ? [] : [[one, 0x80 + at] as const])),
])

/** The bytes that were taken for a text; null when the text was never that. */
function latinBytes(text: string): Uint8Array | null {
  const bytes = [...text].map((character) => LATIN.get(character))
  return bytes.includes(undefined) ? null : Uint8Array.from(bytes, Number)
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

const SIGNS = /[?\ufffd\ue000-\uf8ff]/
const LOST = /[\ufffd\ue000-\uf8ff]|\?\p{Script=Han}|\p{Script=Han}\?/u

function stripped(text: string): string | null {
  if (!text.includes('\u0000')) return text.trim() || null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: fields of fixed width were filled up with NUL
  return text.replace(/^[\s\u0000]+|[\s\u0000]+$/gu, '') || null
}
