import { z } from 'zod'
import { objectKinds } from '../../hall/index.js'

const record = z.record(z.string(), z.unknown())
const kind = z.enum(objectKinds)
const instant = z.string().describe('带时差的当地时间')

/**
 * The shapes of the hall's answers, one source for the interface description and for whoever checks answers by it. The client
 * has its own, looser reading of them (`hall/replies`), so that a slip here is a fault there.
 */
export const shapes = {
  object: z
    .object({
      id: z.string(),
      kind,
      number: z.string(),
      unit: z.string(),
      state: z.string(),
      version: z.int(),
      tag: z.string().nullable(),
      data: record,
    })
    .meta({ id: 'HallObject', description: '办件、项目、信息、咨询、投诉等' }),
  acted: z
    .object({
      id: z.string(),
      number: z.string(),
      state: z.string(),
      event: z.string(),
      created: z
        .array(
          z.object({
            kind,
            id: z.string(),
            number: z.string(),
            unit: z.string(),
            item: z.string().nullable(),
          }),
        )
        .optional(),
    })
    .meta({ id: 'Acted', description: '一次动作的结果' }),
  event: z
    .object({
      seq: z.int(),
      type: z.string(),
      kind,
      objectId: z.string(),
      number: z.string(),
      unit: z.string(),
      actor: z.string(),
      role: z.string(),
      state: z.string(),
      occurredAt: instant,
      recordedAt: instant,
      tag: z.string().nullable(),
      data: record,
      prevHash: z.string().nullable(),
      hash: z.string(),
    })
    .meta({ id: 'HallEvent', description: '事件，只增不改，前后相扣' }),
  put: z
    .object({ created: z.int(), updated: z.int(), unchanged: z.int() })
    .meta({ id: 'PutResult', description: '批量录入的结果' }),
  file: z
    .object({
      id: z.string(),
      name: z.string(),
      mediaType: z.string(),
      size: z.int(),
      sha256: z.string(),
      by: z.string(),
      at: instant,
    })
    .meta({ id: 'HallFile', description: '材料文件' }),
  health: z.object({
    name: z.string(),
    version: z.string(),
    time: instant,
    virtualClock: z.boolean(),
  }),
} as const

/** Headers of a request that may be sent again: the same key gives the same answer. */
export const repeatable = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, { error: 'Idempotency-Key 应为 1 至 200 个可见字符' })
    .optional()
    .describe('幂等键：同键同请求得同一答复，同键不同请求 422'),
} as const

/** Header of a request that changes what exists: the version it builds on, `*` for whichever it is. */
export const conditional = {
  'if-match': z
    .string()
    .regex(/^(\*|"\d{1,15}")$/, { error: 'If-Match 应为 ETag 或 *' })
    .optional()
    .describe('所依据的版本（ETag）或 *；不符 412'),
} as const
