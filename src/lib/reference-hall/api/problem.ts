import { z } from 'zod'
import { type ProblemName, STATUS, titles } from './problem-names.js'

/** One wrong place of a request: RFC 6901 pointer into the body, query or path. */
export interface WrongPlace {
  readonly pointer: string
  readonly detail: string
}

interface ProblemExtras {
  readonly errors?: readonly WrongPlace[]
  readonly allowedActions?: readonly string[]
  /** The rule of separation of duties that is broken: S1, S2, S12. */
  readonly rule?: string
  /** Seconds after which it may be tried again; told as Retry-After as well. */
  readonly retryAfter?: number
}

/** A refusal that the hall answers as problem+json; anything else that is thrown is a bug and becomes a bare 500. */
export class HallProblem extends Error {
  readonly code: ProblemName
  readonly extras: ProblemExtras

  constructor(code: ProblemName, detail = '', extras: ProblemExtras = {}) {
    super(detail)
    this.code = code
    this.extras = extras
  }

  get status(): number {
    return STATUS[this.code]
  }

  /** The RFC 9457 document. */
  toJSON(): object {
    const detail = this.message === '' ? titles[this.code] : this.message
    return {
      type: `urn:hallkit:problem:${this.code}`,
      title: titles[this.code],
      status: this.status,
      code: this.code,
      detail,
      ...this.extras,
    }
  }
}

/** The document as it stands in the interface description. */
export const problemShape = z
  .looseObject({
    type: z.string().describe('稳定的标识，urn:hallkit:problem:加 code'),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(STATUS) as [ProblemName, ...ProblemName[]]),
    detail: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    allowedActions: z.array(z.string()).optional(),
    rule: z.string().optional(),
    retryAfter: z.number().optional(),
  })
  .meta({ id: 'Problem', description: '问题说明（RFC 9457）' })

/** A 422 at one place of the body. */
export function wrongAt(pointer: string, detail: string): HallProblem {
  return new HallProblem('invalid', '', { errors: [{ pointer, detail }] })
}
