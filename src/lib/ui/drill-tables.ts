import type { Texts } from '../i18n/index.js'
import type { Column } from './table.js'

/** A line of a journal, as far as a table shows it. */
interface Line {
  readonly seq: number
  readonly at: string
  readonly type: string
  readonly key?: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

/** What events of the hall and steps of a plan are called. */
interface Titles {
  readonly events: Readonly<Record<string, string>>
  readonly steps: ReadonlyMap<string, string>
}

/** Columns of the journal lines behind a verdict: what happened in the hall by the hall's time, else in the drill by its own. */
export function proofColumns(
  { columns, lines: kinds }: Texts['drill'],
  { events, steps }: Titles,
): readonly Column<Line>[] {
  const fact = ({ type, data }: Line) => {
    const event = String(data['event'] ?? type)
    return events[event] ?? kinds[event] ?? event
  }
  const moment = ({ at, data }: Line) =>
    String(data['hallAt'] ?? at)
      .slice(0, 19)
      .replace('T', ' ')
  return [
    { header: columns.seq, get: ({ seq }) => seq, align: 'right' },
    { header: columns.at, get: moment },
    { header: columns.event, get: fact },
    { header: columns.subject, get: ({ data }) => String(data['number'] ?? '') },
    { header: columns.key, get: ({ key }) => (key ? `${steps.get(key) ?? ''} ${key}` : null) },
  ]
}
