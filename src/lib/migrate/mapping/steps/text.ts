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

const SIGNS = /[?\ufffd\ue000-\uf8ff]/
const LOST = /[\ufffd\ue000-\uf8ff]|\?\p{Script=Han}|\p{Script=Han}\?/u

function stripped(text: string): string | null {
  if (!text.includes('\u0000')) return text.trim() || null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: fields of fixed width were filled up with NUL
  return text.replace(/^[\s\u0000]+|[\s\u0000]+$/gu, '') || null
}
