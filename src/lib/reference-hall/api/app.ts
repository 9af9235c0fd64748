import type { FastifyInstance, FastifyTypeProvider } from 'fastify'
import type { z } from 'zod'
import type { ObjectKind } from '../../hall/index.js'
import type { ActContext } from '../acts/births.js'
import type { Faults } from '../faults/faults.js'
import type { Accounts } from '../people/accounts.js'
import type { Passwords } from '../people/passwords.js'
import type { Sessions } from '../people/sessions.js'
import type { Throttle } from '../people/throttle.js'
import type { Answers } from '../store/answers.js'
import type { Files } from '../store/files.js'
import type { Guides } from '../store/guides.js'
import type { Housekeeping } from '../store/housekeeping.js'
import type { Legacy } from '../store/legacy.js'
import type { WireJournal } from '../store/wire-journal.js'
import type { Writer } from '../store/writer.js'
import type { Access } from './access.js'

declare module 'fastify' {
  /** What a route says of itself besides its zod shapes; the interface description is made of it. */
  interface FastifySchema {
    readonly summary?: string
    /** `signed-in` when not said. */
    readonly access?: Access
    /** A closer shape of the body than the one that validates first: what the workflow data ask for. */
    readonly closerBody?: z.ZodType
    /** Media types other than JSON, of the body and of good answers. */
    readonly bodyType?: string
    readonly answerType?: string
  }
}

/** Route types from zod: what a schema parses is what the handler sees. */
interface ZodTypes extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown
}

/** The Fastify instance that routes are added to. */
export type HallApp = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  import('fastify').FastifyBaseLogger,
  ZodTypes
>

/** Everything that routes work with. */
export interface HallContext extends ActContext {
  readonly accounts: Accounts
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly answers: Answers
  readonly writer: Writer
  readonly files: Files
  readonly guides: Guides
  readonly legacy: Legacy
  readonly faults: Faults
  readonly journal: WireJournal
  readonly housekeeping: Housekeeping
  readonly adminToken: string
  /** Tells whoever started the hall that it shall stop. */
  readonly askStop: () => void
}

/** The path of a kind's collection, `case` -> `cases`. */
export function collection(kind: ObjectKind): string {
  return `${kind}s`
}
