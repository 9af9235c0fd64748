import { type ProblemName, STATUS, titles } from './problem-names.js'

/** One wrong place of a request: RFC 6901 pointer into the body, query or path. */
export interface WrongPlace {
  readonly pointer: string
  readonly detail: string
}

interface ProblemExtras {
  readonly errors?: readonly WrongPlace[]
  readonly allowedActions?: readonly string[]
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

/** A 422 at one place of the body. */
export function wrongAt(pointer: string, detail: string): HallProblem {
  return new HallProblem('invalid', '', { errors: [{ pointer, detail }] })
}
