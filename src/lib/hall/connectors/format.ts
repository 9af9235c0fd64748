import { z } from 'zod'
import { celText } from '../../expr/index.js'
import { auth } from './format-auth.js'
import {
  actionName,
  body,
  charset,
  computed,
  encodings,
  filled,
  kept,
  onAnswer,
  onItem,
  pagination,
  paging,
  request,
  step,
  success,
  text,
  word,
} from './format-request.js'
import { kindNames } from './kinds.js'
import { ITEM_NAMES } from './names.js'
import { refuseContradictions } from './refuse.js'

const table = z.strictObject({
  /** Names of files, or of tables of a database, with `*`; all that match are read, in the order of the names. */
  file: text,
  /** Columns, together unique, behind which a table of a database is read page by page. */
  cursor: z.array(text).default([]),
  /** What tells one row from another: of several rows of one key the last counts, in the place of the first. */
  rowId: onItem.optional(),
  /** When a row strikes out what it tells of. */
  removed: onItem.optional(),
  where: onItem.optional(),
  /** The state that a row of this table tells of, instead of `map.state`. */
  state: onItem.optional(),
})

const appended = z.strictObject({
  file: filled,
  row: z.record(text, filled),
  rowId: text.optional(),
  operation: z.enum(['I', 'U', 'D']).default('I'),
})

const action = z.strictObject({
  request: request.optional(),
  body,
  compute: z.record(word, computed).default({}),
  success: success.optional(),
  steps: z.array(step).min(1).optional(),
  tables: z.array(table).min(1).optional(),
  /** What puts the rows of all tables into one order, such as the time of the step. */
  order: onItem.optional(),
  append: z.union([appended, z.array(appended).min(1)]).optional(),
  paged: z.union([z.boolean(), z.strictObject(paging).partial()]).optional(),
  items: onAnswer.optional(),
  where: onItem.optional(),
  map: z.record(word, onItem).default({}),
  /** Fields whose growth is an event of the object that leaves its state alone: event -> field. */
  marks: z.record(z.string().regex(/^[a-z][a-z-]*$/), onItem).default({}),
  labels: z.record(word, z.array(text).min(1)).optional(),
  verify: z
    .strictObject({
      call: actionName,
      expect: celText([...ITEM_NAMES]),
      withinSeconds: z.number().positive().max(600).default(10),
    })
    .optional(),
  /** Settings only: records per call, seen as `records`; one call per `record` when absent. */
  bulk: z.int().positive().optional(),
  /** The hall answers a repeated call with the same result: it may be sent again without looking. */
  idempotent: z.boolean().default(false),
  manual: z
    .strictObject({
      prompt: filled,
      capture: z.array(word).default([]),
      evidence: z.enum(['none', 'screenshot', 'file']).default('none'),
    })
    .optional(),
  unsupported: z.union([z.literal(true), text]).optional(),
})

const stateMap = z.strictObject({
  map: z.record(z.string(), z.string().regex(/^[a-z][a-z0-9_]*$/)),
})

const teardown = z.strictObject({
  call: actionName,
  /** The account that does it; whoever may by the rules when absent. */
  as: text.optional(),
})

/** Zod schema of a connector file. */
export const connectorFile = z
  .strictObject({
    apiVersion: z.literal('hall-connector/v1'),
    name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    title: text,
    environment: z.enum(['rehearsal', 'production']).default('rehearsal'),
    baseUrl: kept.optional(),
    /** Where exchange tables lie: a folder, an SQLite file, the address of a database. */
    folder: kept.optional(),
    /** The letters in which the expressions write the columns of exchange tables, whatever the vendor's own are. */
    columns: z.enum(['as-written', 'upper', 'lower']).default('as-written'),
    /** A JavaScript module that gives the whole client; runs only with --allow-code. */
    module: text.optional(),
    allowHosts: z.array(text).default([]),
    vars: z.record(word, kept).default({}),
    limits: z
      .strictObject({
        ratePerSecond: z.number().positive().default(10),
        concurrency: z.int().positive().default(4),
        timeoutMs: z.int().positive().default(15_000),
        retries: z.int().min(0).max(10).default(2),
        retryOn: z.array(z.union([z.int(), text])).default([502, 503, 504, 429]),
        retryAfterMs: z.int().min(0).default(300),
      })
      .prefault({}),
    encoding: z
      .strictObject({
        request: encodings.default('json'),
        charset: charset.default('utf-8'),
        answerCharset: charset.optional(),
        dateTime: text.default('yyyy-MM-dd HH:mm:ss'),
        utcOffset: z
          .string()
          .regex(/^[+-]\d\d:\d\d$/)
          .default('+08:00'),
      })
      .prefault({}),
    success: success.prefault({ when: 'status < 300' }),
    errors: z
      .array(
        z.strictObject({
          when: onAnswer,
          is: z.enum([
            'refused',
            'conflict',
            'unauthorised',
            'unsupported',
            'unreachable',
            'unknown',
          ]),
        }),
      )
      .default([]),
    auth: auth.prefault({ kind: 'none' }),
    pagination: pagination.prefault({ style: 'none' }),
    maps: z.record(word, z.record(z.string(), z.string())).default({}),
    states: z
      .strictObject({
        unknown: z.enum(['warn', 'refuse']).default('warn'),
        ...kindNames(stateMap.optional()),
      })
      .prefault({}),
    actions: z.record(actionName, action),
    teardown: z.strictObject(kindNames(teardown.optional())).prefault({}),
    /** Fields of a map that are never written down. ID numbers and telephones are masked anyway. */
    redact: z.array(word).default([]),
    conformance: z
      .strictObject({
        level: z.enum(['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8']).optional(),
        accounts: z.record(word, text).default({}),
        unit: text.optional(),
        item: text.optional(),
        column: text.optional(),
      })
      .prefault({}),
  })
  .superRefine(refuseContradictions)

/** A connector as data, defaults filled in. */
export type ConnectorFile = z.output<typeof connectorFile>
export type ActionSpec = z.output<typeof action>
