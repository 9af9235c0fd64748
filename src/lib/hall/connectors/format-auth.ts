import { z } from 'zod'
import { templateText } from '../../expr/index.js'
import {
  body,
  computed,
  filled,
  kept,
  onAnswer,
  pipes,
  request,
  step,
  success,
  text,
  word,
} from './format-request.js'
import { SIGN_NAMES } from './names.js'

const signed = templateText([...SIGN_NAMES])

const login = z.strictObject({
  request: request.optional(),
  body,
  compute: z.record(word, computed).default({}),
  steps: z.array(step).min(1).optional(),
  success: success.optional(),
})

const sign = z.strictObject({
  /** The canonical string. `query` and `params` are `k=v` pairs in the order of their keys. */
  text: signed,
  as: pipes,
  key: kept.optional(),
  secret: kept.optional(),
  timestamp: text.default('ms'),
  nonce: z.int().min(4).max(64).default(16),
  bodyDigest: pipes.optional(),
  /** Parameters left out of `params`. */
  without: z.array(text).default([]),
  headers: z.record(text, signed).default({}),
  query: z.record(text, signed).default({}),
})

export const auth = z.strictObject({
  kind: z.enum(['none', 'bearer', 'basic', 'cookie', 'form', 'sign']),
  /** Login names and passwords of accounts that the vendor made: a YAML file `account: password` or `account: {login, password}`. */
  accounts: kept.optional(),
  password: z.strictObject({ of: filled.optional(), as: pipes }).optional(),
  login: login.optional(),
  save: z.record(word, onAnswer).default({}),
  token: onAnswer.optional(),
  expired: onAnswer.optional(),
  headers: z.record(text, filled).default({}),
  query: z.record(text, filled).default({}),
  /** Fields that every body of a session carries. */
  body: z.record(text, filled).default({}),
  sign: sign.optional(),
  /** The account that reads lists and objects. */
  reader: kept.optional(),
  /** How a request goes that is nobody's: headers of a service key. */
  service: z.strictObject({ headers: z.record(text, filled) }).optional(),
})

export type SignSpec = z.output<typeof sign>
