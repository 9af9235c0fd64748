import type { Shape } from '../model.js'
import type { Unsettled } from '../sql/write.js'
import type { Session } from './session.js'

/** A column of the target with the server's own name of its type: `numeric(12,2)`. */
export interface Column {
  readonly name: string
  readonly type: string
  /** Written without an offset. */
  readonly isPlainTime: boolean
}

/** What a table needs to be worked with; `place` is `"public"."cases"`. */
export interface Opening {
  readonly session: Session
  readonly place: string
  readonly shape: Shape
  readonly columns: readonly Column[]
  readonly unsettled: Unsettled
}

/** The unique column as text; written so that an index on text is of use. */
export function keyOf(unique: string, columns: readonly Column[]): string {
  const type = columns.find(({ name }) => name === unique)?.type ?? ''
  return /^(?:text|character varying)/.test(type) ? quoted(unique) : `${quoted(unique)}::text`
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
