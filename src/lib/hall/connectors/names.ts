/** Names that expressions and `${...}` of a request may use. */
export const REQUEST_NAMES = [
  'action',
  'name',
  'kind',
  'id',
  'input',
  'unit',
  'tag',
  'key',
  'occurredAt',
  'user',
  'session',
  'service',
  'vars',
  'maps',
  'saved',
  'computed',
  'labels',
  'target',
  'page',
  'record',
  'records',
  'after',
  'now',
  'nowMs',
  'nowSeconds',
] as const

/** Names of an expression over an answer: those of the request, and the answer itself. */
export const ANSWER_NAMES = [...REQUEST_NAMES, 'status', 'headers', 'body', 'text'] as const

/** Names of an expression over one entry of a list, or over an object. */
export const ITEM_NAMES = [...ANSWER_NAMES, 'item', 'object', 'row', 'file'] as const

/** Names of the string that is signed. */
export const SIGN_NAMES = [
  'method',
  'path',
  'query',
  'params',
  'body',
  'bodyDigest',
  'timestamp',
  'nonce',
  'secret',
  'user',
  'vars',
  'signature',
] as const
