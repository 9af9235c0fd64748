import type { Shape } from '../model.js'
import type { Unsettled } from '../sql/write.js'
import type { Session } from './session.js'

/** A column of the target: its name as the server spells it, its type (`decimal(10,2)`), and whether times stand in it without an offset. */
export interface Column {
  readonly name: string
  readonly type: string
  readonly isPlainTime: boolean
}

/** What a table needs to be worked with; `place` is its quoted name. */
export interface Opening {
  readonly session: Session
  readonly place: string
  readonly shape: Shape
  readonly columns: readonly Column[]
  readonly unsettled: Unsettled
  /** Made for a rehearsal: there is nothing in it but what the rehearsal wrote. */
  readonly isTemporary: boolean
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}
