import { z } from 'zod'
import { celText, templateText } from '../../expr/index.js'
import { ANSWER_NAMES, ITEM_NAMES, REQUEST_NAMES } from './names.js'

export const text = z.string().min(1)
export const word = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/)
export const actionName = z.string().regex(/^(\*|[a-z][a-z0-9_]*)(\.[a-z][a-z0-9_]*)$/)
export const onAnswer = celText([...ANSWER_NAMES])
export const onItem = celText([...ITEM_NAMES])
export const filled = templateText([...REQUEST_NAMES])

/** A text, or where it is kept: `env:NAME` or `file:PATH`. */
export const kept = z.string().min(1)

/** What becomes of a text before it is sent, from left to right; a bare digest ends as hex. `gbk` only comes first. */
export const pipes = z
  .array(
    z.enum([
      'gbk',
      ...(['base64', 'hex', 'upper', 'lower'] as const),
      ...(['md5', 'sha1', 'sha256', 'sm3'] as const),
      ...(['hmac-md5', 'hmac-sha1', 'hmac-sha256', 'hmac-sm3'] as const),
    ]),
  )
  .min(1)
  .refine((all) => all.lastIndexOf('gbk') <= 0, { error: 'gbk first' })

export const computed = z.strictObject({ of: filled, as: pipes, key: kept.optional() })
export const encodings = z.enum(['json', 'form', 'multipart', 'text', 'none'])
export const charset = z.enum(['utf-8', 'gbk', 'gb18030', 'gb2312'])

export const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: filled,
  query: z.record(text, filled).default({}),
  headers: z.record(text, filled).default({}),
  encoding: encodings.optional(),
  /** Whose session it goes under: the acting account, the reading one, the service, nobody. */
  as: z.enum(['actor', 'reader', 'service', 'nobody']).optional(),
  redirects: z.boolean().default(false),
})

export const success = z.strictObject({
  when: onAnswer,
  error: z.strictObject({ code: onAnswer.optional(), message: onAnswer.optional() }).default({}),
})

export const paging = {
  style: z.enum(['page', 'offset', 'cursor', 'link', 'none']),
  pageParam: text.optional(),
  sizeParam: text.optional(),
  /** Where the two parameters go; a dot in their names goes into an object of the body. */
  in: z.enum(['query', 'body']),
  size: z.int().positive(),
  first: z.int().min(0),
  items: onAnswer.optional(),
  total: onAnswer.optional(),
  last: onAnswer.optional(),
  next: onAnswer.optional(),
  maxPages: z.int().positive(),
}

export const pagination = z.strictObject({
  ...paging,
  in: paging.in.default('query'),
  size: paging.size.default(100),
  first: paging.first.optional(),
  maxPages: paging.maxPages.default(1000),
})

export const body = z.unknown().optional()

export const step = z.strictObject({
  id: word.optional(),
  request,
  body,
  when: onAnswer.optional(),
  compute: z.record(word, computed).default({}),
  save: z.record(word, onAnswer).default({}),
  /** What must have been found, and what to say when it was not. */
  require: z.record(word, text).default({}),
  /** What is open instead, for the refusal. */
  allowed: onAnswer.optional(),
  success: success.optional(),
  /** Whether this step changes something. By default the last step of an act does. */
  commits: z.boolean().optional(),
})

export type StepSpec = z.output<typeof step>
export type RequestSpec = z.output<typeof request>
export type PageSpec = z.output<typeof pagination>
export type SuccessSpec = z.output<typeof success>
export type Pipe = z.output<typeof pipes>[number]
export type Computed = z.output<typeof computed>
